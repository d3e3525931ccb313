import { expect, test } from 'vitest';
import { fittingZoom, GAP, layPages, nextZoom, pagesBetween } from './layout.ts';

const letter = { width: 612, height: 792 };
const wide = { width: 792, height: 612 };

test('pages lie below one another in the middle of the desk', () => {
  const { pages, height } = layPages([letter, wide], 1, 1, 1000);
  expect(pages.map(({ left, top }) => [left, top])).toEqual([
    [194, GAP],
    [104, GAP + 792 + GAP],
  ]);
  expect(height).toBe(792 + 612 + 3 * GAP);
});

test('two pages lie beside one another, the last one alone', () => {
  const { pages } = layPages([letter, letter, letter], 0.5, 2, 700);
  expect(pages[1]?.left).toBe((pages[0]?.left ?? 0) + 306 + GAP);
  expect(pages[1]?.top).toBe(pages[0]?.top);
  expect(pages[2]?.left).toBe((700 - 306) / 2);
});

test('a desk is as wide as its pages need', () => {
  expect(layPages([letter], 2, 1, 300).width).toBe(2 * 612 + 2 * GAP);
});

test('fitted to the width the widest page fills it', () => {
  const zoom = fittingZoom([letter, wide], 'width', 1, { width: 824, height: 500 });
  expect(zoom).toBeCloseTo(0.75);
});

test('fitted to the page all of it is seen', () => {
  const zoom = fittingZoom([letter], 'page', 1, { width: 5000, height: 792 + 2 * GAP });
  expect(zoom).toBeCloseTo(0.75);
});

test('the pages in a stretch of the desk are found', () => {
  const layout = layPages(Array<typeof letter>(10).fill(letter), 1, 1, 700);
  expect(pagesBetween(layout, 900, 1700)).toEqual({ first: 1, last: 2 });
  expect(pagesBetween(layout, 90_000, 91_000)).toBeUndefined();
});

test('zooming goes by round steps from wherever it stands, to 50 and 400 %', () => {
  expect(nextZoom(0.93, 1)).toBe(1);
  expect(nextZoom(1, -1)).toBe(0.9);
  expect(nextZoom(4, 1)).toBe(4);
  expect(nextZoom(0.5, -1)).toBe(0.5);
});
