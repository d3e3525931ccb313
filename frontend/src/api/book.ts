/** The pictures and tables of a book: the mirror of `src/glossator/web/wire_book.py`. */
import {
  nullable,
  number,
  object,
  optional,
  optionalList,
  optionalString,
  row,
} from './validate.ts';

/** A rectangle of a page, in points from its top left. */
export interface PageArea {
  /** From 0. */
  page_index: number;
  x: number;
  y: number;
  width: number;
  height: number;
}

export interface BookImage {
  /** Where its sign stands in the text. */
  start: number;
  /** "" for one that is part of a page. */
  name: string;
  /** In pixels, 0 where not known. */
  width: number;
  height: number;
  area: PageArea | null;
}

/** A cell that is larger than one. */
export interface CellSpan {
  row: number;
  column: number;
  rows: number;
  columns: number;
}

export interface TableShape {
  header_rows: number;
  spans: CellSpan[];
}

const pageArea = row<PageArea>({
  page_index: number,
  x: number,
  y: number,
  width: number,
  height: number,
});

const optionalNumber = optional(number, () => 0);

export const bookImage = object<BookImage>({
  start: number,
  name: optionalString,
  width: optionalNumber,
  height: optionalNumber,
  area: optional(nullable(pageArea), () => null),
});

export const tableShape = object<TableShape>({
  header_rows: optionalNumber,
  spans: optionalList(
    row<CellSpan>({ row: number, column: number, rows: number, columns: number }),
  ),
});

const at = (id: string) => encodeURIComponent(id);

/** Pixels of the screen to a point of paper, at a zoom of 100 %. */
export const PIXELS_A_POINT = 96 / 72;

/** The address of a picture that a book's file holds. */
export const imageAddress = (source: string, name: string): string =>
  `/api/sources/${at(source)}/images/${at(name)}`;
