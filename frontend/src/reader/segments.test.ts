import { expect, test } from 'vitest';
import { crowdsOf, segmentsOf, type Drawn } from './segments.ts';

const drawn = (id: string, start: number, end: number): Drawn => ({
  id,
  start,
  end,
  pen: 'rule',
  created: `2026-01-01T00:00:0${id.charCodeAt(0) - 96}Z`,
});

const shown = (annotations: Drawn[]) =>
  segmentsOf(annotations).map(({ start, end, stack }) => [
    start,
    end,
    stack.map(({ id }) => id).join(''),
  ]);

test('an annotation alone is one segment', () => {
  expect(shown([drawn('a', 2, 5)])).toEqual([[2, 5, 'a']]);
});

test('where two overlap, the newer comes first', () => {
  expect(shown([drawn('a', 0, 6), drawn('b', 4, 9)])).toEqual([
    [0, 4, 'a'],
    [4, 6, 'ba'],
    [6, 9, 'b'],
  ]);
});

test('one within another splits it in three', () => {
  expect(shown([drawn('b', 0, 9), drawn('a', 3, 5)])).toEqual([
    [0, 3, 'b'],
    [3, 5, 'ba'],
    [5, 9, 'b'],
  ]);
});

test('neighbours that only touch do not overlap', () => {
  expect(shown([drawn('a', 0, 3), drawn('b', 3, 6)])).toEqual([
    [0, 3, 'a'],
    [3, 6, 'b'],
  ]);
});

test('every offset lies under exactly the annotations that hold it, whatever they are', () => {
  const spans = [0, 1, 2, 3, 4].flatMap((start) =>
    [1, 2, 3, 4].filter((end) => end > start).map((end) => [start, end] as const),
  );
  for (const [a, b] of spans) {
    for (const [c, d] of spans) {
      for (const [e, f] of spans) {
        const three = [drawn('a', a, b), drawn('b', c, d), drawn('c', e, f)];
        expectPartition(three);
      }
    }
  }
});

function expectPartition(annotations: Drawn[]): void {
  const segments = segmentsOf(annotations);
  for (let offset = 0; offset < 5; offset++) {
    const under = segments.filter(({ start, end }) => start <= offset && offset < end);
    expect(under.length).toBeLessThanOrEqual(1);
    const holding = annotations.filter(({ start, end }) => start <= offset && offset < end);
    const ids = holding.map(({ id }) => id).sort();
    expect(under[0]?.stack.map(({ id }) => id) ?? []).toEqual(ids.reverse());
  }
}

test('where more lie than are drawn there is one crowd a block, with all that lie there', () => {
  const four = [drawn('a', 0, 30), drawn('b', 2, 30), drawn('c', 4, 30), drawn('d', 6, 12)];
  const segments = segmentsOf([...four, drawn('e', 8, 28), drawn('f', 20, 26)]);
  const crowds = crowdsOf(segments, [
    { start: 0, end: 10 },
    { start: 11, end: 30 },
  ]);
  expect(
    crowds.map(({ start, marks, hidden }) => [start, marks.map(({ id }) => id).join(''), hidden]),
  ).toEqual([
    [6, 'edcba', 2],
    [8, 'fedcba', 2],
  ]);
});

test('what is drawn whole is no crowd', () => {
  const three = [drawn('a', 0, 9), drawn('b', 0, 9), drawn('c', 0, 9)];
  expect(crowdsOf(segmentsOf(three), [{ start: 0, end: 9 }])).toEqual([]);
});
