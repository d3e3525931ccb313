/** Moving the ends of a mark by keys. */
import type { Book } from '../reader/book.ts';
import type { Span } from '../reader/spans.ts';
import type { Snapping } from './preferences.ts';
import { edgesIn } from './snapping.ts';

/** Which end of a mark moves, and where to. */
export interface Resize {
  readonly edge: 'start' | 'end';
  /** 1 towards the end of the text, -1 towards its beginning. */
  readonly step: 1 | -1;
}

/**
 * Move an end of a span by one letter, word or sentence.
 *
 * Gives the span itself when it cannot move without being empty.
 */
export function resized(
  book: Book,
  span: Span,
  { edge, step }: Resize,
  by: Snapping = 'words',
  language = '',
): Span {
  const places = placesAround(book, span, edge, by, language);
  const place =
    step === 1
      ? places.find((offset) => offset > span[edge])
      : places.findLast((offset) => offset < span[edge]);
  if (place === undefined) return span;
  const moved = { ...span, [edge]: place };
  return moved.start < moved.end ? moved : span;
}

/** Where an edge can stand in the block it is in, and in the two beside it. */
function placesAround(
  book: Book,
  span: Span,
  edge: 'start' | 'end',
  by: Snapping,
  language: string,
): number[] {
  const block = book.blockAt(edge === 'start' ? span.start : span.end - 1);
  if (!block) return [];
  const blocks = [book.neighbour(block.start, -1), block, book.neighbour(block.start, 1)];
  return blocks.flatMap((each) => (each ? edgesIn(each, edge, by, language) : []));
}
