import { expect, test } from 'vitest';
import { headingRanks } from './headings.ts';

const ranksOf = (...levels: number[]) => [
  ...headingRanks(levels.map((level, start) => ({ title: '', level, start }))).values(),
];

test('levels that follow one another are the ranks', () => {
  expect(ranksOf(1, 2, 3, 2, 1)).toEqual([1, 2, 3, 2, 1]);
});

test('a level that is left out is closed up', () => {
  expect(ranksOf(2, 4, 4, 2, 1, 3)).toEqual([1, 2, 2, 1, 1, 2]);
});
