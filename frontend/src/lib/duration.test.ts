import { expect, test } from 'vitest';
import { describeTime } from './duration.ts';

test.each([
  [59, ''],
  [60, '1 min'],
  [3599, '59 min'],
  [7800, '2 h 10 min'],
])('%i seconds are "%s"', (seconds, words) => {
  expect(describeTime(seconds)).toBe(words);
});
