/** The coverage strip: which pens mark which parts of a book. */
import type { Placed } from './annotation-index.ts';

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

/** Draw the marks of a book of `length` code points as ticks. */
export function coverageOf(annotations: readonly Placed[], length: number): Tick[] {
  if (length === 0) return [];
  return annotations.length > MOST_TICKS
    ? binned(annotations, length)
    : single(annotations, length);
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

function single(annotations: readonly Placed[], length: number): Tick[] {
  return annotations.map(({ pen, start, end }) => {
    const from = start / length;
    return { pen, from, to: Math.max(end / length, from + THINNEST), width: 1 };
  });
}

/** Each bin shows its commonest pen, as wide as the share of the bin that is marked. */
function binned(annotations: readonly Placed[], length: number): Tick[] {
  const size = length / BINS;
  const covered = new Map<string, Float64Array>();
  for (const { pen, start, end } of annotations) {
    let bins = covered.get(pen);
    if (!bins) covered.set(pen, (bins = new Float64Array(BINS)));
    for (let i = Math.floor(start / size); i * size < end && i < BINS; i++) {
      const part = Math.min(end, (i + 1) * size) - Math.max(start, i * size);
      bins[i] = (bins[i] ?? 0) + part;
    }
  }
  return Array.from({ length: BINS }, (_, i) => tickOf(covered, i, size)).filter(
    (tick) => tick !== undefined,
  );
}

function tickOf(
  covered: ReadonlyMap<string, Float64Array>,
  bin: number,
  size: number,
): Tick | undefined {
  let [most, pen, marked] = [0, '', 0];
  for (const [each, bins] of covered) {
    const part = bins[bin] ?? 0;
    marked += part;
    if (part > most) [most, pen] = [part, each];
  }
  const width = Math.min(1, 0.25 + marked / size);
  return most > 0 ? { pen, from: bin / BINS, to: (bin + 1) / BINS, width } : undefined;
}
