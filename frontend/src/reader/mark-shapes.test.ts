import { expect, test } from 'vitest';
import type { Row } from './mark-rows.ts';
import { shapesOf } from './mark-shapes.ts';
import { segmentsOf, type Drawn } from './segments.ts';

const drawn = (id: string, pen: string, start: number, end: number): Drawn => ({
  id,
  pen,
  start,
  end,
  created: `2026-01-01T00:00:0${id}Z`,
});

/** Letters ten pixels wide, ten to a row of 20 pixels. */
function rowsOf({ start, end }: { start: number; end: number }): Row[] {
  const rows: Row[] = [];
  for (let at = start; at < end; at = Math.min(end, (Math.floor(at / 10) + 1) * 10)) {
    const row = Math.floor(at / 10);
    const to = Math.min(end, (row + 1) * 10);
    const [top, bottom] = [row * 20, row * 20 + 20];
    const [left, right] = [(at % 10) * 10, (to - row * 10) * 10];
    rows.push({ left, right, top, bottom, baseline: top + 15, size: 16 });
  }
  return rows;
}

const shapes = (marks: Drawn[], stroke: 'solid' | 'double' | 'wavy' = 'solid') =>
  shapesOf(segmentsOf(marks), rowsOf, () => stroke).map(({ kind, pen, path }) => [kind, pen, path]);

test('a mark over two rows is a fill and a line in each', () => {
  expect(shapes([drawn('1', 'rule', 7, 12)])).toEqual([
    ['fill', 'rule', 'M70 0H100V20H70zM0 20H20V40H0z'],
    ['line', 'rule', 'M70 18.75H100M0 38.75H20'],
  ]);
});

test('the newer fills, the older keeps a lower line, and its own fill has no seam', () => {
  expect(shapes([drawn('1', 'rule', 0, 9), drawn('2', 'fact', 3, 5)])).toEqual([
    ['fill', 'rule', 'M0 0H30V20H0zM50 0H90V20H50z'],
    ['fill', 'fact', 'M30 0H50V20H30z'],
    ['line', 'rule', 'M0 18.75H30M50 18.75H90'],
    ['line', 'fact', 'M30 18.75H50'],
    ['line', 'rule', 'M30 20.75H50'],
  ]);
});

test('neighbours of one pen are one shape', () => {
  expect(shapes([drawn('1', 'rule', 0, 3), drawn('2', 'rule', 3, 6)])[0]).toEqual([
    'fill',
    'rule',
    'M0 0H60V20H0z',
  ]);
});

test('a double line is two, and waves end where the words do', () => {
  expect(shapes([drawn('1', 'rule', 0, 1)], 'double')[1]?.[2]).toBe('M0 18.75H10M0 21.25H10');
  expect(shapes([drawn('1', 'rule', 0, 1)], 'wavy')[1]?.[2]).toBe(
    'M0 18.75q1.67 -3 3.33 0t3.33 0t3.33 0',
  );
});

test('what has no rows on the screen has no shape', () => {
  expect(
    shapesOf(
      segmentsOf([drawn('1', 'rule', 0, 3)]),
      () => [],
      () => 'solid',
    ),
  ).toEqual([]);
});
