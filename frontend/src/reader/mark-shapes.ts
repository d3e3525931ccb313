/** What a section's marks look like: fills and lines, as SVG paths in pixels of the section. */
import type { Stroke } from '../api/types.ts';
import type { Row } from './mark-rows.ts';
import { DEEPEST, type Segment } from './segments.ts';

/** All that one pen fills, or all its lines of one depth. */
export interface Shape {
  readonly kind: 'fill' | 'line';
  readonly pen: string;
  readonly path: string;
}

/** How far below the letters the line of each depth runs, in sizes of the type. */
const OFFSETS = [0.16, 0.3, 0.44];
/** Two lines are this far apart, in pixels. */
const DOUBLE = 2.5;
const WAVE = { length: 6, height: 1.5 };
/** Nearer than this, the stretch of one segment goes on with the one before it. */
const TOUCHING = 0.5;

/** Draw segments that come in the order of the text: fills first, what lies over them after. */
export function shapesOf(
  segments: readonly Segment[],
  rowsOf: (segment: Segment) => readonly Row[],
  strokeOf: (pen: string) => Stroke,
): Shape[] {
  const fills = new Map<string, Row[]>();
  const lines = new Map<string, Row[]>();
  for (const segment of segments) {
    const rows = rowsOf(segment);
    for (const [depth, { pen }] of segment.stack.slice(0, DEEPEST).entries()) {
      if (depth === 0) extend(fills, pen, rows);
      extend(lines, `${depth}${pen}`, rows);
    }
  }
  return [
    ...Array.from(fills, ([pen, rows]) => ({ kind: 'fill', pen, path: boxes(rows) }) as const),
    ...Array.from(lines, ([key, rows]) => {
      const pen = key.slice(1);
      const path = underlines(rows, OFFSETS[Number(key[0])] ?? 0, strokeOf(pen));
      return { kind: 'line', pen, path } as const;
    }),
  ];
}

/** Add rows to those of a key; one that touches the last is one with it, so that no seam is seen. */
function extend(all: Map<string, Row[]>, key: string, rows: readonly Row[]): void {
  if (rows.length === 0) return;
  const before = all.get(key);
  if (!before) {
    all.set(key, [...rows]);
    return;
  }
  for (const row of rows) {
    const last = before.at(-1);
    if (last && goesOn(last, row)) before[before.length - 1] = joined(last, row);
    else before.push(row);
  }
}

function goesOn(one: Row, next: Row): boolean {
  if (one.top !== next.top || one.bottom !== next.bottom) return false;
  // From left to right, or from right to left.
  return Math.abs(one.right - next.left) < TOUCHING || Math.abs(one.left - next.right) < TOUCHING;
}

const joined = (one: Row, next: Row): Row => ({
  ...one,
  left: Math.min(one.left, next.left),
  right: Math.max(one.right, next.right),
});

const boxes = (rows: readonly Row[]): string =>
  rows
    .map(
      ({ left, right, top, bottom }) =>
        `M${n(left)} ${n(top)}H${n(right)}V${n(bottom)}H${n(left)}z`,
    )
    .join('');

function underlines(rows: readonly Row[], offset: number, stroke: Stroke): string {
  return rows
    .map((row) => {
      const y = Math.round(row.baseline + offset * row.size) + 0.75;
      if (stroke === 'wavy') return wave(row, y);
      const line = `M${n(row.left)} ${y}H${n(row.right)}`;
      return stroke === 'double' ? `${line}M${n(row.left)} ${y + DOUBLE}H${n(row.right)}` : line;
    })
    .join('');
}

function wave({ left, right }: Row, y: number): string {
  const half = WAVE.length / 2;
  const turns = Math.max(1, Math.round((right - left) / half));
  const step = (right - left) / turns;
  const up = `q${n(step / 2)} -${WAVE.height * 2} ${n(step)} 0`;
  return `M${n(left)} ${y}${up}${`t${n(step)} 0`.repeat(turns - 1)}`;
}

/** Hundredths of a pixel are more than can be seen. */
const n = (pixels: number): number => Math.round(pixels * 100) / 100;
