/** How much of each part of a text is marked, and with which pens. */
import { lastStartingBefore, overlap, type Span } from '../reader/spans.ts';

/** A part's marks: which share of it is marked at all, and how that divides among pens. */
export interface Covered {
  /** 0 to 1. */
  readonly share: number;
  /** Shares of the part by pen, most first; they add up to `share`. */
  readonly pens: readonly (readonly [pen: string, share: number])[];
}

export interface Marked extends Span {
  readonly pen: string;
}

/** A text's sections and the passages that touch each of them, in no order. */
export interface MarkedText {
  readonly sections: readonly Span[];
  in: (section: number) => readonly Marked[];
}

/**
 * What is known of a text's marks, section by section.
 *
 * A mark changes one section or two: what was found out of the others is kept,
 * since going over 20,000 marks for each new one costs the page 4 ms.
 */
export class Coverage {
  #text: MarkedText;
  #sections = new Map<number, InSection>();
  #parts = new Map<string, Covered>();

  constructor(text: MarkedText) {
    this.#text = text;
  }

  /** The same text after marks in some sections have changed. */
  after(changed: readonly number[]): Coverage {
    const next = new Coverage(this.#text);
    next.#sections = new Map(this.#sections);
    for (const section of changed) next.#sections.delete(section);
    const gone = changed.flatMap((section) => this.#text.sections[section] ?? []);
    for (const [key, covered] of this.#parts) {
      const [start = 0, end = 0] = key.split(' ').map(Number);
      if (!gone.some((section) => overlap(section, { start, end }))) next.#parts.set(key, covered);
    }
    return next;
  }

  /** Say how a part of the text is marked. */
  of(start: number, end: number): Covered {
    const key = `${start} ${end}`;
    let covered = this.#parts.get(key);
    if (!covered) this.#parts.set(key, (covered = this.#measured({ start, end })));
    return covered;
  }

  #measured(part: Span): Covered {
    const length = part.end - part.start;
    if (length <= 0) return NOTHING;
    let marked = 0;
    const byPen = new Map<string, number>();
    const { sections } = this.#text;
    for (let i = lastStartingBefore(sections, part.start); i < sections.length; i++) {
      const section = sections[i];
      if (!section || section.start >= part.end) break;
      const { all, pens } = this.#section(i);
      const isWhole = part.start <= section.start && section.end <= part.end;
      const covered = (runs: Runs) => (isWhole ? runs.total : runs.in(part));
      marked += covered(all);
      for (const [pen, own] of pens) byPen.set(pen, (byPen.get(pen) ?? 0) + covered(own));
    }
    if (marked === 0) return NOTHING;
    // Pens may lie over one another: together they are no wider than what is marked.
    const sum = [...byPen.values()].reduce((so, each) => so + each, 0);
    const share = marked / length;
    const parts = [...byPen].filter(([, each]) => each > 0);
    parts.sort(([, one], [, other]) => other - one);
    return { share, pens: parts.map(([pen, each]) => [pen, (share * each) / sum]) };
  }

  #section(index: number): InSection {
    let known = this.#sections.get(index);
    if (!known) {
      const section = this.#text.sections[index] ?? { start: 0, end: 0 };
      this.#sections.set(index, (known = look(section, this.#text.in(index))));
    }
    return known;
  }
}

const NOTHING: Covered = { share: 0, pens: [] };

/** Stretches of marked text in the order of the text. */
class Runs {
  #runs: Span[] = [];
  /** In code points. */
  total = 0;

  /** Add a span that begins no earlier than those before it. */
  add(start: number, end: number): void {
    const last = this.#runs.at(-1);
    const from = Math.max(start, last?.end ?? start);
    if (from >= end) return;
    this.total += end - from;
    if (last && start <= last.end) this.#runs[this.#runs.length - 1] = { start: last.start, end };
    else this.#runs.push({ start, end });
  }

  in(part: Span): number {
    let sum = 0;
    for (const { start, end } of this.#runs) {
      sum += Math.max(0, Math.min(end, part.end) - Math.max(start, part.start));
    }
    return sum;
  }
}

/** What is marked in a section, with whatever pen and with each. */
interface InSection {
  readonly all: Runs;
  readonly pens: ReadonlyMap<string, Runs>;
}

function look(section: Span, marks: readonly Marked[]): InSection {
  const all = new Runs();
  const pens = new Map<string, Runs>();
  for (const mark of [...marks].sort((one, other) => one.start - other.start)) {
    const start = Math.max(mark.start, section.start);
    const end = Math.min(mark.end, section.end);
    let own = pens.get(mark.pen);
    if (!own) pens.set(mark.pen, (own = new Runs()));
    own.add(start, end);
    all.add(start, end);
  }
  return { all, pens };
}
