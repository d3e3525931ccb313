/** The words of pages, fetched when a page is looked at; the last ones stay. */
import { getWords } from '../../api/pages.ts';
import type { Page } from '../../api/types.ts';
import { lastStartingBefore, type Span } from '../spans.ts';
import { PageWords } from './page-words.ts';

const KEPT = 40;
/** A place is looked for by the first characters after it, for white space has no box. */
const AHEAD = 40;

export interface PlaceOnPage {
  readonly page: number;
  /** In points from the page's top; 0 where the words are not known. */
  readonly y: number;
}

export class WordsStore {
  #source: string;
  #edition: string;
  #pages: readonly Page[];
  #kept = new Map<number, Promise<PageWords>>();
  #come = new Map<number, PageWords>();

  constructor(source: string, edition: string, pages: readonly Page[]) {
    this.#source = source;
    this.#edition = edition;
    this.#pages = pages;
  }

  /** The words of a page; a failed request is tried again the next time. */
  get(page: number): Promise<PageWords> {
    const known = this.#kept.get(page);
    if (known) {
      this.#kept.delete(page);
      this.#kept.set(page, known);
      return known;
    }
    const fetched = this.#fetch(page);
    fetched.catch(() => this.#kept.delete(page));
    this.#kept.set(page, fetched);
    for (const oldest of this.#kept.keys()) {
      if (this.#kept.size <= KEPT) break;
      this.#kept.delete(oldest);
      this.#come.delete(oldest);
    }
    return fetched;
  }

  /** The words of a page if they have come. */
  peek(page: number): PageWords | undefined {
    return this.#come.get(page);
  }

  async #fetch(page: number): Promise<PageWords> {
    const { words } = await getWords(this.#source, this.#edition, page);
    const made = new PageWords(words);
    if (this.#kept.has(page)) this.#come.set(page, made);
    return made;
  }

  /**
   * The page a place of the text stands on.
   *
   * Notes follow their page's text, where the next page may have begun: so the
   * page before is looked at, too.
   */
  async locate(offset: number): Promise<PlaceOnPage> {
    const guess = lastStartingBefore(this.#pages, offset);
    const ahead: Span = { start: offset, end: offset + AHEAD };
    for (const page of [guess, guess - 1]) {
      if (page < 0) continue;
      const [rect] = (await this.get(page)).rectsOf(ahead);
      if (rect) return { page, y: rect.y };
    }
    return { page: guess, y: 0 };
  }
}
