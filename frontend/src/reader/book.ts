/** The text of a source as far as it has been fetched, by section and block. */
import type { Block, Section, TextSection } from '../api/types.ts';
import { pointLength, slicePoints } from './offsets.ts';
import { lastStartingBefore, type Span } from './spans.ts';

const FURNITURE: ReadonlySet<string> = new Set(['running-head', 'page-number', 'line-number']);

/** Whether a block is page furniture: it stays in the offsets and is not shown. */
export const isFurniture = (block: Block): boolean => FURNITURE.has(block.kind);

/** Where a block ends, in code points. */
export const blockEnd = (block: Block): number => block.start + pointLength(block.text);

export class Book {
  readonly sections: readonly Section[];
  #blocks: (readonly Block[] | undefined)[];

  constructor(sections: readonly Section[]) {
    this.sections = sections;
    this.#blocks = sections.map(() => undefined);
  }

  /** Keep a section that has been fetched. */
  add({ index, blocks }: TextSection): void {
    this.#blocks[index] = blocks;
  }

  has(index: number): boolean {
    return this.#blocks[index] !== undefined;
  }

  /** The index of the section an offset lies in. */
  sectionAt(offset: number): number {
    return lastStartingBefore(this.sections, offset);
  }

  blocksOf(index: number): readonly Block[] {
    return this.#blocks[index] ?? [];
  }

  /** The block an offset lies in, or the one before it; undefined while not fetched. */
  blockAt(offset: number): Block | undefined {
    const blocks = this.blocksOf(this.sectionAt(offset));
    return blocks[lastStartingBefore(blocks, offset)];
  }

  /** The shown blocks that a span touches, as far as fetched, in order. */
  *blocksIn(span: Span): Generator<Block> {
    const last = this.sectionAt(Math.max(span.start, span.end - 1));
    for (let index = this.sectionAt(span.start); index <= last; index++) {
      const blocks = this.blocksOf(index);
      for (let at = lastStartingBefore(blocks, span.start); at < blocks.length; at++) {
        const block = blocks[at];
        if (!block || block.start >= span.end) return;
        if (!isFurniture(block) && blockEnd(block) > span.start) yield block;
      }
    }
  }

  /** The next shown block after an offset (or before it), as far as fetched. */
  neighbour(offset: number, step: 1 | -1): Block | undefined {
    for (let index = this.sectionAt(offset); this.has(index); index += step) {
      const blocks = this.blocksOf(index).filter((block) => !isFurniture(block));
      const found =
        step === 1
          ? blocks.find((block) => block.start > offset)
          : blocks.findLast((block) => blockEnd(block) <= offset);
      if (found) return found;
    }
    return undefined;
  }

  /** The words of a span as shown: without markers, nor footnotes that it runs across. */
  quote(span: Span): string {
    const parts: string[] = [];
    let inNote: boolean | undefined;
    for (const block of this.blocksIn(span)) {
      inNote ??= block.kind === 'footnote';
      if (inNote || block.kind !== 'footnote') parts.push(shownWords(block, span));
    }
    return parts.join(' ').replace(/\s+/g, ' ').trim();
  }
}

function shownWords(block: Block, span: Span): string {
  let words = '';
  let at = Math.max(span.start, block.start);
  const until = Math.min(span.end, blockEnd(block));
  for (const marker of [...block.markers, { start: until, end: until }]) {
    if (marker.start > at) {
      const upto = Math.min(marker.start, until);
      words += slicePoints(block.text, at - block.start, upto - block.start);
    }
    at = Math.max(at, marker.end);
  }
  return words;
}
