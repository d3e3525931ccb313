/**
 * The whole text of a book in the page, as sections that the browser lays out
 * when they come near.
 *
 * All sections are there from the start, empty and about as high as they will
 * be; they are filled in any order. `content-visibility` (in the style sheet)
 * keeps far ones from costing anything.
 */
import type { Section } from '../api/types.ts';
import { Book } from './book.ts';
import { buildBlock, type BuiltBlock } from './build.ts';
import { showDoubts } from './doubts.ts';
import type { Pictures } from './images.ts';
import type { PageStart } from './inline.ts';
import { watchNear, type NearWatch } from './near-watch.ts';
import { offsetMap, type OffsetMap } from './offset-map.ts';
import type { Segment } from './segments.ts';
import { windowPort, type Port } from './port.ts';
import { lastStartingBefore, overlap, type Span } from './spans.ts';
import { stand, type Standing } from './standing.ts';

/** For the estimate of a section's height: characters in a row, heights in pixels. */
const ROW_CHARACTERS = 66;
const ROW_HEIGHT = 29.5;
const BLOCK_SPACE = 18;

export interface BookViewOptions {
  /** Of the text, "" when not known. */
  language: string;
  /** "rtl" for one that runs from right to left. */
  direction: string;
  pages: readonly PageStart[];
  pageName: (label: string) => string;
  tableName: string;
  pictures: Pictures;
  /** What the book is read through; the window unless told otherwise. */
  port?: Port | undefined;
  /** Of recognised text: says how sure a block's words are. */
  doubt?: ((percent: number) => string) | undefined;
  /** Of headings, by where they begin. */
  ranks: ReadonlyMap<number, number>;
  /** A section has come near or gone far; told of filled sections only. */
  onNear: (index: number, near: boolean) => void;
}

export class BookView {
  readonly root: HTMLElement;
  readonly book: Book;
  readonly map: OffsetMap;
  readonly port: Port;
  #options: BookViewOptions;
  #sections: HTMLElement[];
  #built: (readonly BuiltBlock[] | undefined)[];
  #near = new Set<number>();
  #watch: NearWatch;
  /** Where footnotes are called from, by where they begin. */
  #calls = new Map<number, number>();

  constructor(root: HTMLElement, book: Book, options: BookViewOptions) {
    this.root = root;
    this.book = book;
    this.#options = options;
    this.port = options.port ?? windowPort;
    this.#built = book.sections.map(() => undefined);
    this.map = offsetMap((offset) => this.built(offset));
    this.#sections = book.sections.map(emptySection);
    if (options.language !== '') root.lang = options.language;
    if (options.direction === 'rtl') root.dir = 'rtl';
    root.replaceChildren(...this.#sections);
    this.#watch = watchNear(root, this.#sections, (section, near) => this.#see(section, near));
  }

  destroy(): void {
    this.#watch.stop();
    this.root.replaceChildren();
  }

  /** Put a fetched section's blocks into the page. */
  fill(index: number): void {
    for (const { markers } of this.book.blocksOf(index)) {
      for (const { target, start } of markers) if (target !== null) this.#calls.set(target, start);
    }
    this.#build(index);
    if (this.#near.has(index)) this.#options.onNear(index, true);
  }

  isFilled(index: number): boolean {
    return this.#built[index] !== undefined;
  }

  /** The filled sections in or near the window, in no order. */
  get near(): number[] {
    return [...this.#near].filter((index) => this.isFilled(index));
  }

  blocksOf(index: number): readonly BuiltBlock[] {
    return this.#built[index] ?? [];
  }

  /** The shown block an offset lies in, or the one before it; undefined while not filled. */
  built(offset: number): BuiltBlock | undefined {
    const blocks = this.blocksOf(this.book.sectionAt(offset));
    return blocks[lastStartingBefore(blocks, offset)];
  }

  section(index: number): HTMLElement | undefined {
    return this.#sections[index];
  }

  /** The built blocks that a span touches, as far as filled. */
  *builtIn(span: Span): Generator<BuiltBlock> {
    const last = this.book.sectionAt(Math.max(span.start, span.end - 1));
    for (let index = this.book.sectionAt(span.start); index <= last; index++) {
      for (const built of this.blocksOf(index)) {
        if (overlap(built, span)) yield built;
      }
    }
  }

  /** Build a section's blocks with marks as elements, for a copy beside the view. */
  copyOf(index: number, segments: readonly Segment[]): Standing {
    const place = this.book.sections[index];
    const { pageName, tableName, pictures } = this.#options;
    const pages = place ? this.#pagesIn(place) : [];
    const fixed = { pages, segments, pageName, tableName, pictures };
    return stand(this.book.blocksOf(index), (block, within) => {
      const calledFrom = this.#calls.get(block.start);
      const rank = this.#options.ranks.get(block.start);
      return buildBlock(block, { ...fixed, calledFrom, rank, within });
    });
  }

  #build(index: number): void {
    const section = this.#sections[index];
    if (!section) return;
    const { built, elements } = this.copyOf(index, []);
    if (this.#options.doubt) showDoubts(built, this.#options.doubt);
    this.#built[index] = built;
    for (const { pieces } of built) this.map.add(pieces);
    section.replaceChildren(...elements);
  }

  #pagesIn({ start, end }: Section): PageStart[] {
    const { pages } = this.#options;
    const found: PageStart[] = [];
    for (let i = lastStartingBefore(pages, start); i < pages.length; i++) {
      const page = pages[i];
      if (!page || page.start >= end) break;
      if (page.start >= start) found.push(page);
    }
    return found;
  }

  #see(section: HTMLElement, near: boolean): void {
    const index = Number(section.dataset['index']);
    if (near) this.#near.add(index);
    else this.#near.delete(index);
    if (this.isFilled(index)) this.#options.onNear(index, near);
  }
}

function emptySection({ start, end, blocks }: Section, index: number): HTMLElement {
  const section = document.createElement('section');
  section.dataset['index'] = String(index);
  const rows = Math.ceil((end - start) / ROW_CHARACTERS) + blocks / 2;
  const height = Math.round(rows * ROW_HEIGHT + blocks * BLOCK_SPACE);
  section.style.setProperty('contain-intrinsic-size', `auto ${height}px`);
  return section;
}
