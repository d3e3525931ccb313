import { expect, test } from 'vitest';
import {
  between,
  cornerNear,
  cornerOf,
  grown,
  inMiddle,
  moved,
  opposite,
  smallestAt,
} from './rectangles.ts';
import { outlineOf } from './pen-ink.ts';

const page = { width: 600, height: 800 };

test('a rectangle is drawn in any direction', () => {
  const drawn = { x: 10, y: 20, width: 30, height: 40 };
  expect(between({ x: 10, y: 20 }, { x: 40, y: 60 }, page)).toEqual(drawn);
  expect(between({ x: 40, y: 60 }, { x: 10, y: 20 }, page)).toEqual(drawn);
});

test('what is drawn beyond the page ends at its edge', () => {
  const drawn = between({ x: 550, y: 700 }, { x: 900, y: 900 }, page);
  expect(drawn).toEqual({ x: 550, y: 700, width: 50, height: 100 });
});

test('a rectangle that is moved keeps its size and stays on the page', () => {
  const part = { x: 10, y: 20, width: 30, height: 40 };
  expect(moved(part, 5, -5, page)).toEqual({ ...part, x: 15, y: 15 });
  expect(moved(part, -50, 9000, page)).toEqual({ ...part, x: 0, y: 760 });
});

test('a rectangle is sized by its lower right corner, never to nothing', () => {
  const part = { x: 500, y: 20, width: 30, height: 40 };
  expect(grown(part, 200, 10, page)).toEqual({ ...part, width: 100, height: 50 });
  expect(grown(part, -200, 0, page).width).toBe(6);
});

test('the corner opposite to the one that is dragged stays', () => {
  const part = { x: 10, y: 20, width: 30, height: 40 };
  const corner = { across: -1, down: 1 } as const;
  expect(cornerOf(part, corner)).toEqual({ x: 10, y: 60 });
  expect(cornerOf(part, opposite(corner))).toEqual({ x: 40, y: 20 });
});

test('a rectangle begins in the middle of what is seen', () => {
  const { x, y, width, height } = inMiddle({ x: 0, y: 400, width: 600, height: 400 }, page);
  expect([x + width / 2, y + height / 2]).toEqual([300, 600]);
});

test('on a picture smaller than the smallest area it is the whole picture', () => {
  const icon = { width: 4, height: 5 };
  expect(inMiddle({ x: 0, y: 0, ...icon }, icon)).toEqual({ x: 0, y: 0, ...icon });
});

test('a finger takes hold of the nearest corner within its reach', () => {
  const part = { x: 10, y: 20, width: 30, height: 40 };
  expect(cornerNear(part, { x: 48, y: 55 }, 12)).toEqual({ across: 1, down: 1 });
  expect(cornerNear(part, { x: 25, y: 40 }, 12)).toBeUndefined();
});

test('of areas over one another the smallest is taken up', () => {
  const large = { id: 'large', rectangle: { x: 0, y: 0, width: 100, height: 100 } };
  const small = { id: 'small', rectangle: { x: 10, y: 10, width: 20, height: 20 } };
  expect(smallestAt([large, small], { x: 15, y: 15 })?.id).toBe('small');
  expect(smallestAt([large, small], { x: 50, y: 50 })?.id).toBe('large');
  expect(smallestAt([large, small], { x: 500, y: 50 })).toBeUndefined();
});

test('each stroke goes round an area in its own way', () => {
  const part = { x: 10, y: 20, width: 30, height: 40 };
  expect(outlineOf('solid', part).map(({ d }) => d)).toEqual(['M10 20h30v40h-30z']);
  expect(outlineOf('dashed', part)[0]?.dash).not.toBe('');
  expect(outlineOf('double', part)).toHaveLength(2);
  expect(outlineOf('wavy', part)[0]?.d).toContain('q');
});
