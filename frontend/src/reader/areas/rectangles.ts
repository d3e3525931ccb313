/** Rectangles on a page or picture, in its units: drawn, moved and sized, never beyond it. */
import type { PagePart, PageSize } from '../../api/pages.ts';

/** Smaller is no area but a slip of the hand. */
export const SMALLEST = 6;

export interface Point {
  readonly x: number;
  readonly y: number;
}

/** A corner by its sides: -1 for left or top, 1 for right or bottom. */
export interface Corner {
  readonly across: -1 | 1;
  readonly down: -1 | 1;
}

export const CORNERS: readonly Corner[] = [
  { across: -1, down: -1 },
  { across: 1, down: -1 },
  { across: 1, down: 1 },
  { across: -1, down: 1 },
];

const within = (value: number, least: number, most: number): number =>
  Math.max(least, Math.min(most, value));

/** The rectangle between two points, as far as it lies on the page. */
export function between(one: Point, other: Point, page: PageSize): PagePart {
  const left = within(Math.min(one.x, other.x), 0, page.width);
  const top = within(Math.min(one.y, other.y), 0, page.height);
  const right = within(Math.max(one.x, other.x), 0, page.width);
  const bottom = within(Math.max(one.y, other.y), 0, page.height);
  return { x: left, y: top, width: right - left, height: bottom - top };
}

export const isLargeEnough = ({ width, height }: PagePart): boolean =>
  width >= SMALLEST && height >= SMALLEST;

/** Move a rectangle; at the page's edge it stays there. */
export function moved(part: PagePart, across: number, down: number, page: PageSize): PagePart {
  const x = within(part.x + across, 0, Math.max(0, page.width - part.width));
  const y = within(part.y + down, 0, Math.max(0, page.height - part.height));
  return { ...part, x, y };
}

/** Move the right and the lower side of a rectangle. */
export function grown(part: PagePart, across: number, down: number, page: PageSize): PagePart {
  const width = within(part.width + across, SMALLEST, page.width - part.x);
  const height = within(part.height + down, SMALLEST, page.height - part.y);
  return { ...part, width, height };
}

export const cornerOf = ({ x, y, width, height }: PagePart, { across, down }: Corner): Point => ({
  x: across === 1 ? x + width : x,
  y: down === 1 ? y + height : y,
});

export const opposite = ({ across, down }: Corner): Corner => ({
  across: across === 1 ? -1 : 1,
  down: down === 1 ? -1 : 1,
});

/** A rectangle in the middle of what is seen of a page, as far as it lies on it. */
export function inMiddle(seen: PagePart, page: PageSize): PagePart {
  const width = Math.max(SMALLEST, seen.width * 0.5);
  const height = Math.max(SMALLEST, seen.height * 0.3);
  const from = { x: seen.x + (seen.width - width) / 2, y: seen.y + (seen.height - height) / 2 };
  return between(from, { x: from.x + width, y: from.y + height }, page);
}

export const holds = ({ x, y, width, height }: PagePart, point: Point): boolean =>
  point.x >= x && point.x <= x + width && point.y >= y && point.y <= y + height;

/** The corner that is nearest to a point, no further than `reach` from it. */
export function cornerNear(part: PagePart, point: Point, reach: number): Corner | undefined {
  const far = (corner: Corner) => {
    const { x, y } = cornerOf(part, corner);
    return Math.hypot(point.x - x, point.y - y);
  };
  const nearest = [...CORNERS].sort((one, other) => far(one) - far(other))[0];
  return nearest && far(nearest) <= reach ? nearest : undefined;
}

/** Of the rectangles that hold a point the smallest; undefined where none does. */
export function smallestAt<Kind extends { rectangle: PagePart }>(
  parts: readonly Kind[],
  point: Point,
): Kind | undefined {
  const size = ({ rectangle: { width, height } }: Kind) => width * height;
  return parts
    .filter(({ rectangle }) => holds(rectangle, point))
    .sort((one, other) => size(one) - size(other))[0];
}
