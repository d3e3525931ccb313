/** Where the entries and bars of the margin stand. */

export interface Entry {
  /** Where it would stand best, in pixels from the top of the text. */
  readonly wanted: number;
  readonly height: number;
}

/**
 * Place entries below one another without overlap, each as near to its line as it can be.
 *
 * `pinned`, the current one, stands exactly at its line: those before it make
 * room upwards, all others downwards. Entries come in the order of the text.
 */
export function stack(entries: readonly Entry[], gap: number, pinned = -1): number[] {
  const tops: number[] = [];
  let free = -Infinity;
  for (const [i, { wanted, height }] of entries.entries()) {
    const top = i === pinned ? wanted : Math.max(wanted, free);
    tops.push(top);
    free = top + height + gap;
  }
  let room = tops[pinned] ?? -Infinity;
  for (let i = pinned - 1; i >= 0; i--) {
    const height = (entries[i]?.height ?? 0) + gap;
    const top = Math.min(tops[i] ?? 0, room - height);
    tops[i] = top;
    room = top;
  }
  return tops;
}

export interface Extent {
  readonly top: number;
  readonly bottom: number;
}

/** Bars stand in lanes of this width, closer together where there are more than fit. */
const LANE = 6;
const BAR = 3;
const ROOM = 24;
const NARROWEST = 2;
/** A bar is a little shorter than its rows, so that neighbours do not touch. */
const SHORTER = 3;

/** Draw a bar beside each marked passage, as one path for each pen. */
export function barsOf(
  marks: readonly { pen: string }[],
  extents: readonly Extent[],
): [pen: string, path: string][] {
  const lanes = lanesOf(extents);
  const most = Math.max(0, ...lanes) + 1;
  const lane = Math.max(NARROWEST, Math.min(LANE, ROOM / most));
  const thick = Math.min(BAR, lane / 2);
  const paths = new Map<string, string>();
  for (const [i, { top, bottom }] of extents.entries()) {
    const pen = marks[i]?.pen ?? '';
    const x = Math.min((lanes[i] ?? 0) * lane, ROOM - lane);
    const height = Math.max(BAR, Math.round(bottom - top) - 2 * SHORTER);
    const bar = `M${x} ${Math.round(top) + SHORTER}h${thick}v${height}h-${thick}z`;
    paths.set(pen, (paths.get(pen) ?? '') + bar);
  }
  return [...paths];
}

/** Give each bar a lane so that bars beside the same line stand side by side. */
export function lanesOf(extents: readonly Extent[]): number[] {
  const ends: number[] = [];
  const order = extents.map((_, i) => i);
  order.sort((one, other) => (extents[one]?.top ?? 0) - (extents[other]?.top ?? 0));
  const lanes: number[] = [];
  for (const i of order) {
    const { top, bottom } = extents[i] ?? { top: 0, bottom: 0 };
    const free = ends.findIndex((end) => end <= top);
    const lane = free < 0 ? ends.length : free;
    ends[lane] = bottom;
    lanes[i] = lane;
  }
  return lanes;
}
