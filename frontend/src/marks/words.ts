/** Moving the ends of a mark by words. */
import type { Book } from '../reader/book.ts';
import { pointLength } from '../reader/offsets.ts';
import type { Span } from '../reader/spans.ts';

/** Which end of a mark moves, and where to. */
export interface Resize {
  readonly edge: 'start' | 'end';
  /** 1 towards the end of the text, -1 towards its beginning. */
  readonly step: 1 | -1;
}

/** Move an end of a span by one word; the span itself when it cannot move without being empty. */
export function resized(book: Book, span: Span, { edge, step }: Resize): Span {
  const places = wordPlaces(book, span, edge);
  const place =
    step === 1
      ? places.find((offset) => offset > span[edge])
      : places.findLast((offset) => offset < span[edge]);
  if (place === undefined) return span;
  const moved = { ...span, [edge]: place };
  return moved.start < moved.end ? moved : span;
}

/** Where words begin (or end) around an edge of a span: in its block and the two beside it. */
function wordPlaces(book: Book, span: Span, edge: 'start' | 'end'): number[] {
  const block = book.blockAt(edge === 'start' ? span.start : span.end - 1);
  if (!block) return [];
  const blocks = [book.neighbour(block.start, -1), block, book.neighbour(block.start, 1)];
  return blocks.flatMap((each) =>
    each ? wordsIn(each.text, each.start).map((word) => word[edge]) : [],
  );
}

function wordsIn(text: string, offset: number): Span[] {
  return [...text.matchAll(/\S+/gu)].map((match) => {
    const start = offset + pointLength(text.slice(0, match.index));
    return { start, end: start + pointLength(match[0]) };
  });
}
