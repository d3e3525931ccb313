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
  const bins = Array.from({ length: BINS }, () => new Map<string, number>());
  for (const { pen, start, end } of annotations) {
    for (let i = Math.floor(start / size); i * size < end && i < BINS; i++) {
      const covered = Math.min(end, (i + 1) * size) - Math.max(start, i * size);
      const bin = bins[i];
      bin?.set(pen, (bin.get(pen) ?? 0) + covered);
    }
  }
  return bins.flatMap((bin, i) => {
    const [most] = [...bin].sort(([, one], [, other]) => other - one);
    if (!most) return [];
    const marked = [...bin.values()].reduce((sum, each) => sum + each, 0) / size;
    const width = Math.min(1, 0.25 + marked);
    return [{ pen: most[0], from: i / BINS, to: (i + 1) / BINS, width }];
  });
}
