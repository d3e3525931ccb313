import { expect, test } from 'vitest';
import { Coverage, type Marked } from './covered.ts';
import { markedText } from './marked-text.ts';

const mark = (pen: string, start: number, end: number): Marked => ({ pen, start, end });

const coverageOf = (marks: readonly Marked[]) => new Coverage(markedText(marks, 100));

test('what is marked twice is counted once', () => {
  const coverage = coverageOf([mark('rule', 0, 10), mark('rule', 5, 20), mark('facts', 10, 20)]);
  expect(coverage.of(0, 100).share).toBeCloseTo(0.2);
});

test('a part has only what lies within it', () => {
  const coverage = coverageOf([mark('rule', 0, 10), mark('rule', 50, 60)]);
  expect(coverage.of(5, 55).share).toBeCloseTo(0.2);
  expect(coverage.of(10, 50)).toEqual({ share: 0, pens: [] });
});

test('pens are listed by how much they mark, and add up to the share', () => {
  const { share, pens } = coverageOf([mark('facts', 0, 10), mark('rule', 20, 50)]).of(0, 100);
  expect(pens.map(([pen]) => pen)).toEqual(['rule', 'facts']);
  expect(pens.reduce((sum, [, part]) => sum + part, 0)).toBeCloseTo(share);
});

test('a part of no length is not marked', () => {
  expect(coverageOf([mark('rule', 0, 10)]).of(5, 5).share).toBe(0);
});

test('a part over several sections counts a passage over their border once', () => {
  const marks = [mark('rule', 5, 45), mark('facts', 30, 60)];
  const coverage = new Coverage(markedText(marks, 100, 10));
  expect(coverage.of(0, 100).share).toBeCloseTo(0.55);
  expect(coverage.of(20, 50).share).toBeCloseTo(1);
});

test('after a mark has gone, only what its sections touch is measured anew', () => {
  const marks = [mark('rule', 5, 15), mark('facts', 72, 78)];
  const before = new Coverage(markedText(marks, 100, 10));
  const kept = before.of(60, 90);
  expect(before.of(0, 50).share).toBeCloseTo(0.2);
  marks.shift();
  const after = before.after([0, 1]);
  expect(after.of(0, 50).share).toBe(0);
  expect(after.of(60, 90)).toBe(kept);
});
