import { expect, test } from 'vitest';
import type { AreaMark } from '../../api/areas.ts';
import { DeskGrounds } from './desk-grounds.ts';
import type { Desk } from './desk.svelte.ts';

const desk = { sizes: [{ width: 300, height: 400 }], current: 0 } as unknown as Desk;
const area: AreaMark = {
  words: 'Area of p. 1',
  edition: 'a',
  page_index: 0,
  image: '',
  rectangle: { x: 10, y: 10, width: 50, height: 20 },
  at: 0,
  picture_width: 0,
  picture_height: 0,
};

test('an area is drawn on the pages of its own file only', () => {
  expect(new DeskGrounds(desk, 'a', () => undefined).holding(area)?.page_index).toBe(0);
  // Another file has a page of this index too, and something else stands on it.
  expect(new DeskGrounds(desk, 'b', () => undefined).holding(area)).toBeUndefined();
});

test('an area of a picture is none of a page', () => {
  const grounds = new DeskGrounds(desk, 'a', () => undefined);
  expect(grounds.holding({ ...area, image: 'seal' })).toBeUndefined();
});
