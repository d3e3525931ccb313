import { expect, test } from 'vitest';
import { partScale, pictureScale, sharpPart } from './picture-scale.ts';

const letter = { width: 612, height: 792 };
const window = { left: 0, top: 1000, width: 1200, height: 800 };

test('a page has the screen’s own pixels', () => {
  expect(pictureScale(letter, 4 / 3, 1)).toBe(1.333);
  expect(pictureScale(letter, 4 / 3, 2)).toBe(2.666);
});

test('a page at 400 % on a fine screen is not drawn whole with all its pixels', () => {
  const scale = (4 * 4) / 3;
  const whole = pictureScale(letter, scale, 2);
  expect(whole * whole * 612 * 792).toBeLessThanOrEqual(9_000_000);
  const page = { left: 100, top: 0, width: 612 * scale, height: 792 * scale };
  const part = sharpPart(page, window, letter, scale, 2);
  expect(part).toEqual({ x: 0, y: 144, width: 240, height: 240 });
  if (part) expect(partScale(part, scale, 2)).toBe(10.666);
});

test('where the whole page is sharp no part is asked for', () => {
  const page = { left: 0, top: 0, width: 816, height: 1056 };
  expect(sharpPart(page, window, letter, 4 / 3, 1)).toBeUndefined();
});
