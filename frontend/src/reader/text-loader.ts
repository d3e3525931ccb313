/** Fetching a book's text and putting it into the page, the place of reading first. */
import { getText } from '../api/client.ts';
import type { BookView } from './book-view.ts';

/** Sections asked for with the first request, from the one before the place of reading on. */
const FIRST = 4;
const CHUNK = 120;
/** How many sections are built in one go before the page gets its turn. */
const AT_ONCE = 40;

export class TextLoader {
  #source: string;
  #view: BookView;
  #asked = new Map<number, Promise<void>>();
  #stopped = false;

  constructor(source: string, view: BookView) {
    this.#source = source;
    this.#view = view;
  }

  stop(): void {
    this.#stopped = true;
  }

  /** Fetch and build what stands around a section. */
  async loadAround(section: number): Promise<void> {
    await this.#load(Math.max(0, section - 1), FIRST, Infinity);
  }

  /** Fetch and build all that is missing, bit by bit: from a section to the end, then before it. */
  async loadRest(from: number): Promise<void> {
    const end = this.#view.book.sections.length;
    for (let at = from; at < end; at += CHUNK) await this.#load(at, CHUNK, AT_ONCE);
    for (let at = 0; at < from; at += CHUNK) {
      await this.#load(at, Math.min(CHUNK, from - at), AT_ONCE);
    }
  }

  /** Make sure that a section and its neighbours are in the page. */
  async ensure(section: number): Promise<void> {
    await Promise.all([section - 1, section, section + 1].map((index) => this.#ensureOne(index)));
  }

  async #ensureOne(index: number): Promise<void> {
    if (index < 0 || index >= this.#view.book.sections.length || this.#view.isFilled(index)) return;
    if (!this.#view.book.has(index))
      await (this.#asked.get(index) ?? this.#load(index, 1, Infinity));
    if (!this.#view.isFilled(index)) this.#view.fill(index);
  }

  async #load(first: number, count: number, atOnce: number): Promise<void> {
    if (this.#stopped) return;
    const last = Math.min(first + count, this.#view.book.sections.length) - 1;
    const missing: number[] = [];
    for (let i = first; i <= last; i++) if (!this.#view.isFilled(i)) missing.push(i);
    const [from, to] = [missing[0], missing.at(-1)];
    if (from === undefined || to === undefined) return;
    const fetching = this.#fetch(from, to - from + 1);
    for (let i = from; i <= to; i++) if (!this.#asked.has(i)) this.#asked.set(i, fetching);
    await fetching;
    await this.#fillAll(missing, atOnce);
  }

  async #fetch(first: number, count: number): Promise<void> {
    const { sections } = await getText(this.#source, first, count);
    for (const section of sections) this.#view.book.add(section);
  }

  async #fillAll(indices: readonly number[], atOnce: number): Promise<void> {
    for (const [i, index] of indices.entries()) {
      if (i > 0 && i % atOnce === 0) await idle();
      if (this.#stopped) return;
      if (!this.#view.isFilled(index)) this.#view.fill(index);
    }
  }
}

/** Wait until the page has nothing better to do. */
const idle = (): Promise<void> =>
  new Promise((resolve) => {
    if ('requestIdleCallback' in window) requestIdleCallback(() => resolve(), { timeout: 200 });
    else setTimeout(resolve, 1);
  });
