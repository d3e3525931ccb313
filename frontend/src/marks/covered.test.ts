import { expect, test } from 'vitest';
import type { Placed } from './annotation-index.ts';
import { Coverage } from './covered.ts';

const mark = (pen: string, start: number, end: number): Placed =>
  ({ id: `${pen}${start}`, pen, start, end }) as Placed;

test('what is marked twice is counted once', () => {
  const coverage = new Coverage([mark('rule', 0, 10), mark('rule', 5, 20), mark('facts', 10, 20)]);
  expect(coverage.of(0, 100).share).toBeCloseTo(0.2);
});

test('a part has only what lies within it', () => {
  const coverage = new Coverage([mark('rule', 0, 10), mark('rule', 50, 60)]);
  expect(coverage.of(5, 55).share).toBeCloseTo(0.2);
  expect(coverage.of(10, 50)).toEqual({ share: 0, pens: [] });
});

test('pens are listed by how much they mark, and add up to the share', () => {
  const { share, pens } = new Coverage([mark('facts', 0, 10), mark('rule', 20, 50)]).of(0, 100);
  expect(pens.map(([pen]) => pen)).toEqual(['rule', 'facts']);
  expect(pens.reduce((sum, [, part]) => sum + part, 0)).toBeCloseTo(share);
});

test('a part of no length is not marked', () => {
  expect(new Coverage([mark('rule', 0, 10)]).of(5, 5).share).toBe(0);
});
