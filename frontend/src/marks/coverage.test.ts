import { expect, test } from 'vitest';
import type { Placed } from './annotation-index.ts';
import { coverageOf } from './coverage.ts';

const placed = (pen: string, start: number, end: number): Placed => ({
  id: `${pen}${start}`,
  source: 's',
  pen,
  created: '',
  start,
  end,
  quote: '',
  own_words: '',
  comment: '',
  topics: [],
  pinpoint: '',
  area: null,
  more: [],
  importance: 0,
  answered: false,
  links: [],
  creator: '',
  modified: '',
  printed: null,
});

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
