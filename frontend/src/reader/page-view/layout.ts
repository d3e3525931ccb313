/** Where pages lie on the desk: one or two beside one another, rows below one another. */
import { PIXELS_A_POINT } from '../../api/book.ts';
import type { PageSize } from '../../api/pages.ts';

export const GAP = 16;
export const SMALLEST_ZOOM = 0.5;
export const LARGEST_ZOOM = 4;

export interface Box {
  readonly left: number;
  readonly top: number;
  readonly width: number;
  readonly height: number;
}

/** A page on the desk, in pixels of the screen. */
export interface PlacedPage extends Box {
  readonly index: number;
}

export interface Layout extends PageSize {
  readonly pages: readonly PlacedPage[];
}

export type Fit = 'width' | 'page';

/** How many pages lie beside one another. */
export type Columns = 1 | 2;

/** Lay pages out; `scale` is pixels a point, `room` how wide the desk is at least. */
export function layPages(
  sizes: readonly PageSize[],
  scale: number,
  columns: Columns,
  room: number,
): Layout {
  const rows = rowsOf(sizes, columns);
  const widest = Math.max(0, ...rows.map((row) => widthOf(row, scale)));
  const width = Math.max(room, widest + 2 * GAP);
  const pages: PlacedPage[] = [];
  let top = GAP;
  for (const [number, row] of rows.entries()) {
    let left = (width - widthOf(row, scale)) / 2;
    for (const [column, size] of row.entries()) {
      const box = { width: size.width * scale, height: size.height * scale };
      pages.push({ index: number * columns + column, left, top, ...box });
      left += box.width + GAP;
    }
    top += Math.max(...row.map(({ height }) => height)) * scale + GAP;
  }
  return { pages, width, height: top };
}

/** The zoom, 1 for the size on paper, at which the widest pages fill the desk. */
export function fittingZoom(
  sizes: readonly PageSize[],
  fit: Fit,
  columns: Columns,
  room: PageSize,
): number {
  const rows = rowsOf(sizes, columns);
  const widest = Math.max(1, ...rows.map((row) => widthOf(row, 1) - GAP * (row.length - 1)));
  const across = (room.width - GAP * (columns + 1)) / widest;
  const tallest = Math.max(1, ...sizes.map(({ height }) => height));
  const scale = fit === 'width' ? across : Math.min(across, (room.height - 2 * GAP) / tallest);
  return Math.min(LARGEST_ZOOM, Math.max(0.1, scale / PIXELS_A_POINT));
}

/** The first and last page that touch a stretch of the desk; undefined when there are none. */
export function pagesBetween(
  { pages }: Layout,
  top: number,
  bottom: number,
): { first: number; last: number } | undefined {
  const seen = pages.filter((page) => page.top <= bottom && page.top + page.height >= top);
  const [first, last] = [seen[0], seen.at(-1)];
  return first && last && { first: first.index, last: last.index };
}

/** The zoom a step further in or out, of a row of round ones. */
export function nextZoom(zoom: number, step: 1 | -1): number {
  const further = STEPS.filter((each) => (each - zoom) * step > 0.005);
  return (step === 1 ? further[0] : further.at(-1)) ?? zoom;
}

const STEPS = [0.5, 0.67, 0.8, 0.9, 1, 1.1, 1.25, 1.5, 1.75, 2, 2.5, 3, 4];

function rowsOf(sizes: readonly PageSize[], columns: Columns): PageSize[][] {
  const rows: PageSize[][] = [];
  for (let at = 0; at < sizes.length; at += columns) rows.push(sizes.slice(at, at + columns));
  return rows;
}

const widthOf = (row: readonly PageSize[], scale: number): number =>
  row.reduce((sum, { width }) => sum + width * scale + GAP, -GAP);
