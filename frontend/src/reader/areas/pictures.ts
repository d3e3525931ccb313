/** Pictures of a book's text as what is drawn on, and how marked ones are seen. */
import type { AreaMark } from '../../api/areas.ts';
import { PIXELS_A_POINT, type BookImage } from '../../api/book.ts';
import type { PagePart, PageSize } from '../../api/pages.ts';
import { imageOf } from '../images.ts';
import { asDrawn, isWhole, type Ground, type Grounds } from './grounds.ts';
import { between, inMiddle, type Point } from './rectangles.ts';

/** How a marked picture is outlined. */
export interface Outline {
  readonly colour: string;
  readonly stroke: string;
}

/** Points may be rounded. */
const NEARLY = 0.5;

/** A picture as a ground; of one cut from a page that part of the page. */
export function groundOf(image: BookImage, element: HTMLImageElement): Ground {
  const size = sizeOf(image, element);
  const { page_index, x, y } = image.area ?? { page_index: 0, x: 0, y: 0 };
  return {
    of: element,
    size,
    // Asked for when it is drawn on, for this makes the browser lay the text out.
    get unit() {
      return (size.width / (element.clientWidth || size.width)) * PIXELS_A_POINT;
    },
    page_index,
    image: image.area ? '' : image.name,
    origin: { x, y },
  };
}

const sizeOf = ({ width, height, area }: BookImage, element: HTMLImageElement): PageSize => ({
  width: area?.width ?? (width || element.naturalWidth),
  height: area?.height ?? (height || element.naturalHeight),
});

/** Where an area lies on a picture, in its units; undefined for one that is not on it. */
export function areaOn(ground: Ground, area: AreaMark): PagePart | undefined {
  if (ground.image) return area.image === ground.image ? area.rectangle : undefined;
  if (area.image !== '' || area.page_index !== ground.page_index) return undefined;
  const { x, y, width, height } = asDrawn(ground, area.rectangle);
  const isInside =
    x >= -NEARLY &&
    y >= -NEARLY &&
    x + width <= ground.size.width + NEARLY &&
    y + height <= ground.size.height + NEARLY;
  return isInside ? { x, y, width, height } : undefined;
}

/** A mark on a picture, and whether it is on all of it. */
export interface OnPicture<Mark> {
  readonly mark: Mark;
  readonly rectangle: PagePart;
  readonly whole: boolean;
}

/** Those of the marks that are on a picture. */
export function marksOn<Mark extends { area: AreaMark }>(
  ground: Ground,
  marks: readonly Mark[],
): OnPicture<Mark>[] {
  return marks.flatMap((mark) => {
    const rectangle = areaOn(ground, mark.area);
    return rectangle ? [{ mark, rectangle, whole: isWhole(ground, rectangle) }] : [];
  });
}

/** Outline a picture that is marked as a whole, and one that waits for a pen. */
export function outline(element: HTMLElement, as: Outline | undefined, picked: boolean): void {
  element.classList.toggle('marked', as !== undefined);
  element.classList.toggle('picked', picked);
  element.style.setProperty('--pen', as?.colour ?? null);
  element.style.outlineStyle = as?.stroke ?? '';
}

/** The pictures of a text as it stands on the screen. */
export class PictureGrounds implements Grounds {
  #root: HTMLElement;
  #chosen: () => Element | undefined;

  /** `chosen` gives the picture that the reader has taken up. */
  constructor(root: HTMLElement, chosen: () => Element | undefined) {
    this.#root = root;
    this.#chosen = chosen;
  }

  /** All whose size is known, in the order of the text. */
  all = (): Ground[] =>
    [...this.#root.getElementsByTagName('img')].flatMap((each) => this.of(each) ?? []);

  of = (element: Element | null | undefined): Ground | undefined => {
    const image = element instanceof HTMLImageElement ? imageOf(element) : undefined;
    const ground = image && groundOf(image, element as HTMLImageElement);
    return ground && ground.size.width > 0 ? ground : undefined;
  };

  /** The one taken up, that in focus, or the first in the window. */
  current = (): Ground | undefined =>
    this.of(this.#chosen()) ?? this.of(document.activeElement) ?? this.all().find(isInWindow);

  seenOf = (ground: Ground): PagePart => {
    const from = this.pointOn(ground, { clientX: 0, clientY: 0 });
    const to = this.pointOn(ground, { clientX: innerWidth, clientY: innerHeight });
    const seen = between(from, to, ground.size);
    const isSeen = seen.width > 0 && seen.height > 0;
    return isSeen ? seen : inMiddle({ x: 0, y: 0, ...ground.size }, ground.size);
  };

  holding = (area: AreaMark): Ground | undefined =>
    this.all().find((ground) => areaOn(ground, area) !== undefined);

  under = ({ target }: Event): Ground | undefined => {
    const frame = target instanceof Element ? target.closest('.image') : null;
    return this.of(frame?.querySelector('img'));
  };

  pointOn = ({ of, size }: Ground, at: Pick<MouseEvent, 'clientX' | 'clientY'>): Point => {
    if (typeof of === 'number') return { x: 0, y: 0 };
    const { left, top, width, height } = of.getBoundingClientRect();
    return {
      x: ((at.clientX - left) / width) * size.width,
      y: ((at.clientY - top) / height) * size.height,
    };
  };
}

function isInWindow({ of }: Ground): boolean {
  if (typeof of === 'number') return false;
  const { top, bottom, height } = of.getBoundingClientRect();
  return height > 0 && bottom > 0 && top < innerHeight;
}
