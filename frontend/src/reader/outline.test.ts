import { expect, test } from 'vitest';
import { above, partsOf } from './outline.ts';

const contents = [
  { title: 'Opinion', level: 1, start: 0 },
  { title: 'Facts', level: 2, start: 10 },
  { title: 'Law', level: 2, start: 40 },
  { title: 'Duty', level: 3, start: 50 },
  { title: 'Dissent', level: 1, start: 80 },
];
const parts = partsOf(contents, [1, 2, 2, 3, 1], 100);

test('a part reaches to the next one of its rank or a higher one', () => {
  expect(parts.map(({ end }) => end)).toEqual([80, 40, 80, 80, 100]);
});

test('an entry knows what it stands under, and whether anything stands under it', () => {
  expect(parts.map(({ parent }) => parent)).toEqual([-1, 0, 0, 2, -1]);
  expect(parts.map(({ hasParts }) => hasParts)).toEqual([true, false, true, false, false]);
  expect(above(parts, 3)).toEqual([2, 0]);
});

test('contents that are not in the order of the text have no parts that end before they begin', () => {
  const odd = [
    { title: 'B', level: 1, start: 50 },
    { title: 'A', level: 1, start: 10 },
  ];
  expect(partsOf(odd, [1, 1], 100).map(({ end }) => end)).toEqual([50, 100]);
});
