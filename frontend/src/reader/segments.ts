/** Overlapping annotations, split so that each stretch of text is drawn once. */
import { overlap, type Span } from './spans.ts';

export interface Drawn extends Span {
  readonly id: string;
  readonly pen: string;
  /** Tells older from newer: compares as text. */
  readonly created: string;
}

/** How many overlapping annotations are drawn on the text; the margin shows them all. */
export const DEEPEST = 3;

/** A stretch of text under the same annotations, newest first. */
export interface Segment extends Span {
  readonly stack: readonly Drawn[];
}

/**
 * Split annotations into segments, in the order of the text.
 *
 * The newest annotation of a segment gets the fill, every other one a line.
 * Of two made at the same moment the one with the greater id is the newer.
 */
export function segmentsOf(annotations: readonly Drawn[]): Segment[] {
  const inOrder = annotations.filter(({ start, end }) => start < end).sort(byStart);
  const segments: Segment[] = [];
  let open: Drawn[] = [];
  let at = 0;
  let next = 0;
  while (next < inOrder.length || open.length > 0) {
    const to = Math.min(inOrder[next]?.start ?? Infinity, ...open.map(({ end }) => end));
    if (open.length > 0 && to > at) segments.push({ start: at, end: to, stack: [...open] });
    at = to;
    open = open.filter(({ end }) => end > at);
    for (let begun = inOrder[next]; begun?.start === at; begun = inOrder[++next]) open.push(begun);
    open.sort(newestFirst);
  }
  return segments;
}

const byStart = (one: Drawn, other: Drawn) => one.start - other.start;

/** Order annotations from the newest to the oldest. */
export function newestFirst(one: Drawn, other: Drawn): number {
  if (one.created !== other.created) return one.created < other.created ? 1 : -1;
  return one.id < other.id ? 1 : -1;
}

/** A stretch of text where more annotations lie than are drawn. */
export interface Crowd extends Span {
  /** Every annotation there, newest first. */
  readonly marks: readonly Drawn[];
  /** How many of them are not drawn where most lie. */
  readonly hidden: number;
}

/** Gather neighbouring segments that are deeper than is drawn, a crowd for each block. */
export function crowdsOf(segments: readonly Segment[], blocks: readonly Span[]): Crowd[] {
  const deep = segments.filter(({ stack }) => stack.length > DEEPEST);
  if (deep.length === 0) return [];
  return blocks.flatMap((block) => runsOf(deep.filter((segment) => overlap(segment, block))));
}

/** Segments that touch are of one crowd. */
function runsOf(segments: readonly Segment[]): Crowd[] {
  const runs: Segment[][] = [];
  for (const segment of segments) {
    const run = runs.at(-1);
    if (run?.at(-1)?.end === segment.start) run.push(segment);
    else runs.push([segment]);
  }
  return runs.map((run) => ({
    start: run[0]?.start ?? 0,
    end: run.at(-1)?.end ?? 0,
    marks: [
      ...new Map(run.flatMap(({ stack }) => stack.map((one) => [one.id, one]))).values(),
    ].sort(newestFirst),
    hidden: Math.max(...run.map(({ stack }) => stack.length)) - DEEPEST,
  }));
}
