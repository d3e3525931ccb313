/** For tests: a text in sections of one length, marked. */
import { overlap } from '../reader/spans.ts';
import type { Marked, MarkedText } from './covered.ts';

/** Sections of `size` code points, ten unless told otherwise; the marks are looked at when asked for. */
export function markedText(
  marks: readonly Marked[],
  length: number,
  size = Math.ceil(length / 10),
): MarkedText {
  const sections = Array.from({ length: size > 0 ? Math.ceil(length / size) : 0 }, (_, i) => ({
    start: i * size,
    end: Math.min(length, (i + 1) * size),
  }));
  return {
    sections,
    in: (index) => marks.filter((mark) => overlap(mark, sections[index] ?? { start: 0, end: 0 })),
  };
}
