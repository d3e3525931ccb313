import { expect, test } from 'vitest';
import type { Pen } from '../api/types.ts';
import { deficiencies, filterValues, findLookalike } from './vision.ts';

const pen = (id: string, colour: string) => ({ id, colour, retired: false }) as Pen;

test('red and green of equal strength are alike without red or green cones only', () => {
  const red = pen('red', '#b04a2f');
  const pens = [red, pen('green', '#6f7030')];
  expect(findLookalike(red, pens)).toBeUndefined();
  expect(findLookalike(red, pens, deficiencies.deuteranopia)?.id).toBe('green');
  expect(findLookalike(red, pens, deficiencies.tritanopia)).toBeUndefined();
});

test('grey looks the same to all eyes: each row of a matrix adds up to one', () => {
  for (const matrix of Object.values(deficiencies)) {
    for (const row of matrix) expect(row[0] + row[1] + row[2]).toBeCloseTo(1, 5);
  }
});

test('a filter has four rows of five values', () => {
  expect(filterValues(deficiencies.protanopia).split(' ')).toHaveLength(20);
});
