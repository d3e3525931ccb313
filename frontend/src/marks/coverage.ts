/** The coverage strip: which pens mark which parts of a book. */
import { lastStartingBefore, overlap, type Span } from '../reader/spans.ts';
import type { Marked, MarkedText } from './covered.ts';

/** A stretch of the strip in one pen's colour; places are shares of the book, 0 to 1. */
export interface Tick {
  readonly pen: string;
  readonly from: number;
  readonly to: number;
  /** How much of the strip's width it takes, 0 to 1. */
  readonly width: number;
}

/** With more marks than this single ticks merge to a solid bar: then bins are drawn. */
const MOST_TICKS = 1000;
const BINS = 300;
const THINNEST = 1 / 600;

/** A text's ticks; for many marks in bins, of which a new mark changes one or two. */
export class Strip {
  #text: MarkedText;
  #length: number;
  /** By bin; `null` for one without marks. */
  #bins = new Map<number, Tick | null>();

  /** Of a text of `length` code points. */
  constructor(text: MarkedText, length: number) {
    this.#text = text;
    this.#length = length;
  }

  /** The same text after marks in some sections have changed. */
  after(changed: readonly number[]): Strip {
    const next = new Strip(this.#text, this.#length);
    const gone = changed.flatMap((section) => this.#text.sections[section] ?? []);
    for (const [bin, tick] of this.#bins) {
      const place = this.#placeOf(bin);
      if (!gone.some((section) => overlap(section, place))) next.#bins.set(bin, tick);
    }
    return next;
  }

  /** The ticks of so many marks. */
  ticks(marks: number): Tick[] {
    if (this.#length === 0) return [];
    return marks > MOST_TICKS ? this.#binned() : this.#single();
  }

  #single(): Tick[] {
    const { sections } = this.#text;
    // A passage over several sections is one tick.
    const marks = sections.flatMap((section, i) =>
      this.#text.in(i).filter(({ start }) => section.start <= start && start < section.end),
    );
    return marks.map(({ pen, start, end }) => {
      const from = start / this.#length;
      return { pen, from, to: Math.max(end / this.#length, from + THINNEST), width: 1 };
    });
  }

  #binned(): Tick[] {
    return Array.from({ length: BINS }, (_, bin) => this.#tickOf(bin)).filter(
      (tick) => tick !== null,
    );
  }

  #tickOf(bin: number): Tick | null {
    let tick = this.#bins.get(bin);
    if (tick === undefined) this.#bins.set(bin, (tick = tickOf(bin, this.#marksIn(bin))));
    return tick;
  }

  #placeOf(bin: number): Span {
    const size = this.#length / BINS;
    return { start: bin * size, end: (bin + 1) * size };
  }

  /** For each pen the share of a bin that its marks take, one over another. */
  #marksIn(bin: number): Map<string, number> {
    const { sections } = this.#text;
    const place = this.#placeOf(bin);
    const shares = new Map<string, number>();
    for (let i = lastStartingBefore(sections, place.start); i < sections.length; i++) {
      const section = sections[i];
      if (!section || section.start >= place.end) break;
      const here = {
        start: Math.max(place.start, section.start),
        end: Math.min(place.end, section.end),
      };
      addShares(shares, this.#text.in(i), here, place.end - place.start);
    }
    return shares;
  }
}

function addShares(
  shares: Map<string, number>,
  marks: readonly Marked[],
  here: Span,
  size: number,
): void {
  for (const { pen, start, end } of marks) {
    const part = Math.min(end, here.end) - Math.max(start, here.start);
    if (part > 0) shares.set(pen, (shares.get(pen) ?? 0) + part / size);
  }
}

/** A bin shows its commonest pen, as wide as the share of the bin that is marked. */
function tickOf(bin: number, shares: ReadonlyMap<string, number>): Tick | null {
  let [most, pen, marked] = [0, '', 0];
  for (const [each, share] of shares) {
    marked += share;
    if (share > most) [most, pen] = [share, each];
  }
  if (most === 0) return null;
  return { pen, from: bin / BINS, to: (bin + 1) / BINS, width: Math.min(1, 0.25 + marked) };
}

/** Give each pen's ticks as one path, in a strip `width` by `height`. */
export function pathsByPen(
  ticks: readonly Tick[],
  width: number,
  height: number,
): [pen: string, path: string][] {
  const paths = new Map<string, string>();
  for (const { pen, from, to, width: share } of ticks) {
    const box = `M0 ${from * height}h${share * width}V${to * height}H0z`;
    paths.set(pen, (paths.get(pen) ?? '') + box);
  }
  return [...paths];
}
