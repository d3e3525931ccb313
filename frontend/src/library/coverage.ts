// A coverage strip: which pen marks most in each of the 120 columns of a text.

import type { CoverageRun, Pen } from '../api/types.ts';

export const COLUMNS = 120;

/** Join runs of one pen that touch, so that each is one shape. */
export function joinRuns(runs: readonly CoverageRun[]): CoverageRun[] {
  const joined: CoverageRun[] = [];
  for (const run of [...runs].sort((a, b) => a.start - b.start)) {
    const last = joined.at(-1);
    if (last?.pen === run.pen && last.end >= run.start) last.end = Math.max(last.end, run.end);
    else joined.push({ ...run });
  }
  return joined;
}

/** The runs of each pen as one path, for a strip 12 high: a long list has thousands of runs. */
export function pathsOf(runs: readonly CoverageRun[]): [pen: string, path: string][] {
  const paths = new Map<string, string>();
  for (const { pen, start, end } of runs) {
    const box = `M${start} 1.5h${end - start}v9h${start - end}z`;
    paths.set(pen, (paths.get(pen) ?? '') + box);
  }
  return [...paths];
}

/** Say how much of the text each pen holds, the most first: "Facts 12 %, Rule 4 %". */
export function describeCoverage(
  runs: readonly CoverageRun[],
  pens: ReadonlyMap<string, Pen>,
): string {
  const columns = new Map<string, number>();
  for (const { pen, start, end } of runs) columns.set(pen, (columns.get(pen) ?? 0) + end - start);
  return [...columns]
    .sort(([, a], [, b]) => b - a)
    .map(([pen, n]) => `${pens.get(pen)?.name ?? pen} ${Math.round((n / COLUMNS) * 100)} %`)
    .join(', ');
}

/** Give the column of a place in a text; both in code points. */
export function columnOf(place: number, length: number): number {
  return length > 0 ? Math.min(COLUMNS, (place / length) * COLUMNS) : 0;
}
