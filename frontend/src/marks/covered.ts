/** How much of each part of a text is marked, and with which pens. */
import type { Placed } from './annotation-index.ts';

/** A part's marks: which share of it is marked at all, and how that divides among pens. */
export interface Covered {
  /** 0 to 1. */
  readonly share: number;
  /** Shares of the part by pen, most first; they add up to `share`. */
  readonly pens: readonly (readonly [pen: string, share: number])[];
}

interface Runs {
  starts: number[];
  ends: number[];
  /** How much is covered before each run, in code points. */
  before: number[];
  total: number;
}

export class Coverage {
  #all: Runs;
  #byPen = new Map<string, Runs>();

  /** Look at marks in the order of the text; O(n), 2 ms for 20,000. */
  constructor(marks: readonly Placed[]) {
    this.#all = runs();
    for (const { pen, start, end } of marks) {
      let own = this.#byPen.get(pen);
      if (!own) this.#byPen.set(pen, (own = runs()));
      add(own, start, end);
      add(this.#all, start, end);
    }
  }

  /** Say how a part of the text is marked. */
  of(start: number, end: number): Covered {
    const length = end - start;
    const marked = length > 0 ? coveredIn(this.#all, start, end) : 0;
    if (marked === 0) return { share: 0, pens: [] };
    const parts = [...this.#byPen]
      .map(([pen, own]) => [pen, coveredIn(own, start, end)] as const)
      .filter(([, part]) => part > 0)
      .sort(([, one], [, other]) => other - one);
    // Pens may lie over one another: together they are no wider than what is marked.
    const sum = parts.reduce((so, [, part]) => so + part, 0);
    const share = marked / length;
    return { share, pens: parts.map(([pen, part]) => [pen, (share * part) / sum]) };
  }
}

const runs = (): Runs => ({ starts: [], ends: [], before: [], total: 0 });

/** Add a span that begins no earlier than those before it. */
function add(own: Runs, start: number, end: number): void {
  const last = own.ends.length - 1;
  const open = own.ends[last] ?? -1;
  if (start <= open) {
    if (end > open) {
      own.total += end - open;
      own.ends[last] = end;
    }
    return;
  }
  own.starts.push(start);
  own.ends.push(end);
  own.before.push(own.total);
  own.total += end - start;
}

const coveredIn = (own: Runs, start: number, end: number): number =>
  coveredBefore(own, end) - coveredBefore(own, start);

/** How much is covered before an offset. */
function coveredBefore({ starts, ends, before }: Runs, offset: number): number {
  let [low, high] = [0, starts.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((starts[middle] ?? 0) < offset) low = middle + 1;
    else high = middle;
  }
  const run = low - 1;
  if (run < 0) return 0;
  return (before[run] ?? 0) + Math.min(offset, ends[run] ?? 0) - (starts[run] ?? 0);
}
