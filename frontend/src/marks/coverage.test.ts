import { expect, test } from 'vitest';
import { Strip, type Tick } from './coverage.ts';
import type { Marked } from './covered.ts';
import { markedText } from './marked-text.ts';

const placed = (pen: string, start: number, end: number): Marked => ({ pen, start, end });

const coverageOf = (marks: readonly Marked[], length: number): Tick[] =>
  new Strip(markedText(marks, length), length).ticks(marks.length);

test('a few marks are drawn one by one', () => {
  expect(coverageOf([placed('rule', 0, 50)], 100)).toEqual([
    { pen: 'rule', from: 0, to: 0.5, width: 1 },
  ]);
});

test('a short mark in a long book is still seen', () => {
  const [tick] = coverageOf([placed('rule', 10, 11)], 3_000_000);
  expect((tick?.to ?? 0) - (tick?.from ?? 0)).toBeGreaterThan(0.001);
});

test('many marks are drawn in bins, each in its commonest pen', () => {
  const marks = Array.from({ length: 1200 }, (_, i) =>
    placed(i % 4 ? 'rule' : 'fact', i * 100, i * 100 + 50),
  );
  const ticks = coverageOf(marks, 120_000);
  expect(ticks.length).toBe(300);
  expect(new Set(ticks.map(({ pen }) => pen))).toEqual(new Set(['rule']));
  expect(ticks.every(({ width }) => width > 0.25 && width <= 1)).toBe(true);
});

test('an empty book has an empty strip', () => {
  expect(coverageOf([], 0)).toEqual([]);
});

test('after a mark has come, its bins are those of a strip made anew', () => {
  const marks = Array.from({ length: 1200 }, (_, i) => placed('rule', i * 100, i * 100 + 50));
  const text = markedText(marks, 120_000);
  const strip = new Strip(text, 120_000);
  strip.ticks(1200);
  // From the fourth section into the fifth.
  marks.push(placed('fact', 47_000, 49_000));
  const after = strip.after([3, 4]).ticks(1201);
  expect(after).toEqual(new Strip(text, 120_000).ticks(1201));
  expect(after.some(({ pen }) => pen === 'fact')).toBe(true);
});
