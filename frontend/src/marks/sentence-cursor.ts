/** Moving through a book by sentences. */
import type { Block } from '../api/types.ts';
import { isFurniture, type Book } from '../reader/book.ts';
import type { Span } from '../reader/spans.ts';
import { sentencesOf } from './sentences.ts';

/** The first sentence that begins at or after an offset; undefined at the end. */
export function nextSentence(book: Book, offset: number, language: string): Span | undefined {
  let block = book.blockAt(offset);
  while (block) {
    const found = sentences(block, language).find(({ start }) => start >= offset);
    if (found) return found;
    block = book.neighbour(block.start, 1);
  }
  return undefined;
}

/** The last sentence that ends at or before an offset; undefined at the beginning. */
export function previousSentence(book: Book, offset: number, language: string): Span | undefined {
  let block = book.blockAt(offset);
  while (block) {
    const found = sentences(block, language).findLast(({ end }) => end <= offset);
    if (found) return found;
    block = book.neighbour(block.start, -1);
  }
  return undefined;
}

const sentences = (block: Block, language: string): readonly Span[] =>
  isFurniture(block) ? [] : sentencesOf(block, language);
