/** Pages as they were printed: the mirror of the pages in `src/glossator/web/wire_book.py`. */
import { PIXELS_A_POINT, type PageArea } from './book.ts';
import { call, send } from './http.ts';
import { array, number, object, row, string } from './validate.ts';

/** In points. */
export interface PageSize {
  width: number;
  height: number;
}

export interface PagesView {
  edition: string;
  sizes: PageSize[];
}

/** A word, or the part of a broken one that stands on one line; its box in points. */
export interface PageWord {
  start: number;
  text: string;
  x: number;
  y: number;
  width: number;
  height: number;
}

export interface WordsView {
  edition: string;
  words: PageWord[];
}

/** A part of a page, in points from its top left. */
export type PagePart = Omit<PageArea, 'page_index'>;

export const pagesView = object<PagesView>({
  edition: string,
  sizes: array(row<PageSize>({ width: number, height: number })),
});

export const wordsView = object<WordsView>({
  edition: string,
  words: array(
    row<PageWord>({
      start: number,
      text: string,
      x: number,
      y: number,
      width: number,
      height: number,
    }),
  ),
});

const at = (id: string) => encodeURIComponent(id);
const pagesOf = (source: string) => `/api/sources/${at(source)}/pages`;

export const getPages = (source: string, edition: string): Promise<PagesView> =>
  call(`${pagesOf(source)}?edition=${at(edition)}`, pagesView);

export const getWords = (source: string, edition: string, page: number): Promise<WordsView> =>
  call(`${pagesOf(source)}/${page}/words?edition=${at(edition)}`, wordsView);

/** Give the password of a locked book, to see its pages. */
export const unlockPages = (source: string, password: string): Promise<void> =>
  send(`/api/sources/${at(source)}/password`, { method: 'POST', body: { password } });

/** The address of a page, or a part of it, as a picture of `scale` pixels a point. */
export function pageAddress(
  source: string,
  edition: string,
  page: number,
  scale: number,
  part?: PagePart,
): string {
  const query = new URLSearchParams({ edition, scale: String(scale) });
  if (part) {
    const { x, y, width, height } = part;
    for (const [name, value] of Object.entries({ x, y, width, height })) {
      query.set(name, String(value));
    }
  }
  return `${pagesOf(source)}/${page}/picture?${query}`;
}

/** How sharp a part of a page is shown in the text: pixels to a point. */
const SHARPNESS = 2 * PIXELS_A_POINT;

/** The address of an area of a page as a picture. */
export const areaAddress = (source: string, edition: string, area: PageArea): string =>
  pageAddress(source, edition, area.page_index, SHARPNESS, area);
