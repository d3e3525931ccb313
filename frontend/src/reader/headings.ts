/** Ranks of headings, so that none is skipped: a book may begin with its third level. */
import type { RankedPlace } from '../api/types.ts';

/** Give each heading's rank, from 1, in their order. */
export function ranksOf(headings: readonly RankedPlace[]): number[] {
  const open: number[] = [];
  return headings.map(({ level }) => {
    while ((open.at(-1) ?? 0) >= level) open.pop();
    return open.push(level);
  });
}

/** Give each heading's rank by where it begins. */
export function headingRanks(headings: readonly RankedPlace[]): Map<number, number> {
  const ranks = ranksOf(headings);
  return new Map(headings.map(({ start }, i) => [start, ranks[i] ?? 1]));
}
