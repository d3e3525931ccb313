/** What areas are drawn on: a page as printed, or a picture in the text. */
import type { AreaMark } from '../../api/areas.ts';
import type { PagePart, PageSize } from '../../api/pages.ts';
import type { Point } from './rectangles.ts';

export interface Ground {
  /** Tells one from another: the page's index, or the picture's element. */
  readonly of: number | Element;
  /** In its own units: points of a page, pixels of a picture. */
  readonly size: PageSize;
  /** How many of its units a point of the screen is. */
  readonly unit: number;
  /** Of the page, or of the page that the picture is cut from. */
  readonly page_index: number;
  /** The name of a picture of the file, else "". */
  readonly image: string;
  /** Where on its page a picture that is cut from one begins; for all else 0, 0. */
  readonly origin: Point;
}

/** The grounds of one view of the book. */
export interface Grounds {
  /** Where keys begin; undefined where there is nothing to draw on. */
  current: () => Ground | undefined;
  /** What is seen of one. */
  seenOf: (ground: Ground) => PagePart;
  /** The one that an area lies on; undefined for one that is not of this view. */
  holding: (area: AreaMark) => Ground | undefined;
  /** The one under the pointer. */
  under: (event: MouseEvent) => Ground | undefined;
  /** Where on a ground the pointer is, also beyond its edges. */
  pointOn: (ground: Ground, event: MouseEvent) => Point;
}

/** A rectangle of a ground, as one of its page or picture. */
export const asMarked = ({ origin }: Ground, part: PagePart): PagePart => ({
  ...part,
  x: part.x + origin.x,
  y: part.y + origin.y,
});

/** The other way. */
export const asDrawn = ({ origin }: Ground, part: PagePart): PagePart => ({
  ...part,
  x: part.x - origin.x,
  y: part.y - origin.y,
});

/** Whether a rectangle is all of a ground, but for what is rounded. */
export const isWhole = ({ size }: Ground, { x, y, width, height }: PagePart): boolean =>
  Math.abs(x) < 0.5 &&
  Math.abs(y) < 0.5 &&
  Math.abs(width - size.width) < 0.5 &&
  Math.abs(height - size.height) < 0.5;
