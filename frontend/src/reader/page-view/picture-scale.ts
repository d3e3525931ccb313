/** How large pictures of pages are asked for, so that they are sharp and not too many pixels. */
import type { PagePart, PageSize } from '../../api/pages.ts';
import type { Box } from './layout.ts';

/** A page is drawn with no more pixels than this; what is larger gets a sharp part above it. */
const MOST_PIXELS = 9_000_000;
/** Parts begin and end at multiples of this, in points, so that some come out of memory. */
const GRID = 48;

/** Pixels a point for the picture of a whole page. */
export function pictureScale(size: PageSize, scale: number, dots: number): number {
  const wanted = scale * dots;
  const most = Math.sqrt(MOST_PIXELS / (size.width * size.height));
  return round(Math.min(wanted, most));
}

/** The part of a page that is to be drawn sharply; undefined where the whole page is sharp. */
export function sharpPart(
  page: Box,
  window: Box,
  size: PageSize,
  scale: number,
  dots: number,
): PagePart | undefined {
  if (pictureScale(size, scale, dots) >= round(scale * dots)) return undefined;
  const left = down(Math.max(0, (window.left - page.left) / scale));
  const top = down(Math.max(0, (window.top - page.top) / scale));
  const right = Math.min(size.width, up((window.left + window.width - page.left) / scale));
  const bottom = Math.min(size.height, up((window.top + window.height - page.top) / scale));
  if (right <= left || bottom <= top) return undefined;
  return { x: left, y: top, width: right - left, height: bottom - top };
}

/** The sharpness of a part: as of the screen, unless it is too large even so. */
export const partScale = (part: PagePart, scale: number, dots: number): number =>
  round(Math.min(scale * dots, Math.sqrt((2 * MOST_PIXELS) / (part.width * part.height))));

const round = (value: number): number => Math.floor(value * 1000) / 1000;
const down = (value: number): number => Math.floor(value / GRID) * GRID;
const up = (value: number): number => Math.ceil(value / GRID) * GRID;
