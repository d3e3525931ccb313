/** Ranks of headings, so that none is skipped: a book may begin with its third level. */
import type { Heading } from '../api/types.ts';

/** Give each heading's rank, from 1, by where it begins. */
export function headingRanks(contents: readonly Heading[]): Map<number, number> {
  const ranks = new Map<number, number>();
  const open: number[] = [];
  for (const { level, start } of contents) {
    while ((open.at(-1) ?? 0) >= level) open.pop();
    open.push(level);
    ranks.set(start, open.length);
  }
  return ranks;
}
