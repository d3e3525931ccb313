import { expect, test } from 'vitest';
import { readPageRange } from './page-range.ts';

test('a range of pages is read as indices', () => {
  expect([...readPageRange('3-5, 12')]).toEqual([2, 3, 4, 11]);
  expect([...readPageRange('')]).toEqual([]);
});
