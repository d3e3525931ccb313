import { expect, test } from 'vitest';
import { barsOf, lanesOf, stack } from './margin.ts';

const entry = (wanted: number, height = 20) => ({ wanted, height });

test('entries that do not collide stand at their lines', () => {
  expect(stack([entry(0), entry(50), entry(100)], 4)).toEqual([0, 50, 100]);
});

test('an entry makes room for the one before it', () => {
  expect(stack([entry(0), entry(10), entry(60)], 4)).toEqual([0, 24, 60]);
});

test('the current entry stands at its line and pushes others both ways', () => {
  expect(stack([entry(0), entry(10), entry(12), entry(14)], 4, 2)).toEqual([-36, -12, 12, 36]);
});

test('entries never overlap, whichever is current', () => {
  const places = [0, 3, 7, 40, 41, 90];
  for (let pinned = -1; pinned < places.length; pinned++) {
    const tops = stack(
      places.map((place) => entry(place)),
      4,
      pinned,
    );
    for (let i = 1; i < tops.length; i++) {
      expect((tops[i] ?? 0) - (tops[i - 1] ?? 0)).toBeGreaterThanOrEqual(24);
    }
    if (pinned >= 0) expect(tops[pinned]).toBe(places[pinned]);
  }
});

test('bars beside the same line stand in lanes of their own', () => {
  const extents = [
    { top: 0, bottom: 100 },
    { top: 20, bottom: 40 },
    { top: 50, bottom: 90 },
    { top: 30, bottom: 60 },
  ];
  expect(lanesOf(extents)).toEqual([0, 1, 1, 2]);
});

test('however many bars stand beside a line, each is seen and none leaves the margin', () => {
  const many = Array.from({ length: 9 }, () => ({ top: 0, bottom: 20 }));
  const [[, path] = ['', '']] = barsOf(
    many.map(() => ({ pen: 'rule' })),
    many,
  );
  const places = [...path.matchAll(/M([\d.]+) /g)].map(([, x]) => Number(x));
  expect(new Set(places).size).toBe(9);
  expect(Math.max(...places)).toBeLessThan(24);
});
