/** Opening a book again where it stood, after its text has been corrected. */
import type { SourceView } from '../../api/types.ts';
import type { Port } from '../port.ts';
import { openBook, type OpenBook } from './open-book.ts';
import type { ShownPages } from './shown-pages.svelte.ts';

/** Where reading stood: what was at the top, how far down the window, and the mark in hand. */
export interface Stand {
  readonly offset: number;
  /** Of the window's reading height, from its top: may be a little below 0. */
  readonly share: number;
  readonly current: string | null;
  /** How the pages as printed were shown. */
  readonly pages: ShownPages;
}

/** Fetch and build what will be seen first, before the book is put into the page. */
export async function reopen(source: SourceView, stand: Stand, port?: Port): Promise<OpenBook> {
  const book = openBook(source, port);
  const section = book.reader.view.book.sectionAt(stand.offset);
  await Promise.all([book.loader.loadAround(section), book.reader.marking.load()]);
  book.reader.currentId = stand.current;
  return book;
}
