import { expect, test } from 'vitest';
import { headingRanks, ranksOf } from './headings.ts';

const ranks = (...levels: number[]) => ranksOf(levels.map((level, start) => ({ level, start })));

test('levels that follow one another are the ranks', () => {
  expect(ranks(1, 2, 3, 2, 1)).toEqual([1, 2, 3, 2, 1]);
});

test('a level that is left out is closed up', () => {
  expect(ranks(2, 4, 4, 2, 1, 3)).toEqual([1, 2, 2, 1, 1, 2]);
});

test('a heading finds its rank by where it begins', () => {
  const found = headingRanks([
    { level: 2, start: 7 },
    { level: 5, start: 90 },
  ]);
  expect(found.get(90)).toBe(2);
});
