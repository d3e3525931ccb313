/** Bringing a rough selection to the words it means. */
import { blockEnd, type Book } from './book.ts';
import { slicePoints } from './offsets.ts';
import type { Span } from './spans.ts';

/**
 * Snap a span to the words in it.
 *
 * White space, furniture and markers at its ends are left out: a page label or
 * a footnote call at the end of a sentence is not part of what the author says.
 * Undefined when nothing is left.
 */
export function snapToWords(book: Book, span: Span): Span | undefined {
  let start: number | undefined;
  let end = span.start;
  for (const block of book.blocksIn(span)) {
    const from = Math.max(span.start, block.start);
    const words = slicePoints(block.text, from - block.start, span.end - block.start);
    const characters = Array.from(words);
    const shown = (character: string, i: number) =>
      character.trim() !== '' &&
      !block.markers.some((marker) => marker.start <= from + i && from + i < marker.end);
    const first = characters.findIndex(shown);
    if (first < 0) continue;
    start ??= from + first;
    end = Math.min(blockEnd(block), from + characters.findLastIndex(shown) + 1);
  }
  return start === undefined ? undefined : { start, end };
}
