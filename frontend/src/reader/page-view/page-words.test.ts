import { expect, test } from 'vitest';
import type { PageWord } from '../../api/pages.ts';
import { lettersOf, shapesOf } from './page-marks.ts';
import { PageWords } from './page-words.ts';

const word = (start: number, text: string, x: number, y: number, width = 40): PageWord => ({
  start,
  text,
  x,
  y,
  width,
  height: 10,
});

// "The tame heron is a constitutional / animal." with a word broken over two lines,
// and a second column whose text comes later.
const page = new PageWords([
  word(100, 'The', 50, 100, 30),
  word(104, 'tame', 84, 100),
  word(109, 'heron', 128, 100, 50),
  word(115, 'con', 50, 114, 30),
  word(118, 'stitution.', 50, 128, 100),
  word(200, 'Second', 350, 100, 60),
]);

test('a passage is one box a row, not one a word', () => {
  expect(page.rectsOf({ start: 100, end: 114 })).toEqual([
    { x: 50, y: 100, width: 128, height: 10 },
  ]);
});

test('a broken word has two boxes', () => {
  expect(page.rectsOf({ start: 115, end: 128 })).toHaveLength(2);
});

test('the columns of a page are never joined, though they stand at one height', () => {
  const rects = page.rectsOf({ start: 104, end: 206 });
  expect(rects.map(({ x, y }) => [x, y])).toEqual([
    [84, 100],
    [50, 114],
    [50, 128],
    [350, 100],
  ]);
});

test('part of a word is part of its box', () => {
  const [rect] = page.rectsOf({ start: 106, end: 108 });
  expect(rect).toEqual({ x: 104, y: 100, width: 20, height: 10 });
});

test('a place leads to the letter there, a gap to the nearest word of its row', () => {
  expect(page.offsetAt(104, 105)).toBe(106);
  expect(page.offsetAt(300, 105)).toBe(200);
  expect(page.offsetAt(230, 105)).toBe(114);
  expect(page.offsetAt(20, 119)).toBe(115);
  expect(page.wordAt(90, 105)).toEqual({ start: 104, end: 108 });
  expect(page.wordAt(300, 105)).toBeUndefined();
});

test('an empty page has no places', () => {
  const empty = new PageWords([]);
  expect(empty.offsetAt(1, 1)).toBeUndefined();
  expect(empty.rectsOf({ start: 0, end: 9 })).toEqual([]);
});

const mark = (id: string, start: number, end: number) => ({
  id,
  pen: `pen-${id}`,
  created: id,
  start,
  end,
});

test('of overlapping marks the newest is filled and the other has a line', () => {
  const shapes = shapesOf(page, [mark('a', 100, 114), mark('b', 104, 108)]);
  const tame = shapes.filter(({ x }) => x === 84);
  expect(tame.map(({ id, depth }) => [id, depth])).toEqual([
    ['b', 0],
    ['a', 1],
  ]);
});

test('a mark has its letter where it begins, beside its column', () => {
  const letters = lettersOf(
    page,
    [mark('a', 104, 108), mark('b', 109, 120), mark('c', 200, 206)],
    420,
  );
  const [first, second, third] = letters;
  expect(first?.x).toBe(39);
  expect(second?.x).toBe(28);
  expect(third?.x).toBeGreaterThan(400);
});

test('a mark that began on the page before has no letter here', () => {
  expect(lettersOf(page, [mark('a', 40, 108)], 420)).toEqual([]);
});
