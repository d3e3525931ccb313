import { expect, test } from 'vitest';
import type { AreaMark } from '../../api/areas.ts';
import { imageElement } from '../images.ts';
import { asMarked, isWhole } from './grounds.ts';
import { areaOn, groundOf, marksOn, outline } from './pictures.ts';

const seal = { start: 3, name: 'ab12', width: 40, height: 30, area: null };
const cut = { page_index: 2, x: 72.004, y: 100, width: 200, height: 50 };
const figure = { start: 9, name: '', width: 0, height: 0, area: cut };
const pictures = { address: () => '', unnamed: 'Picture' };

const ground = (image: typeof seal | typeof figure) =>
  groundOf(image, imageElement(image, '', pictures) as HTMLImageElement);

const mark = (part: Partial<AreaMark>): AreaMark => ({
  words: 'Area',
  rectangle: { x: 0, y: 0, width: 40, height: 30 },
  page_index: 0,
  edition: 'e',
  image: '',
  picture_width: 0,
  picture_height: 0,
  at: 3,
  ...part,
});

test('a picture of the file is drawn on in its pixels', () => {
  expect(ground(seal)).toMatchObject({ image: 'ab12', size: { width: 40, height: 30 } });
  expect(areaOn(ground(seal), mark({ image: 'ab12' }))).toMatchObject({ width: 40 });
  expect(areaOn(ground(seal), mark({}))).toBeUndefined();
});

test('a picture cut from a page is that part of the page', () => {
  const on = ground(figure);
  expect(asMarked(on, { x: 0, y: 0, ...on.size })).toMatchObject({ x: 72.004, y: 100 });
  const rectangle = { x: 72, y: 100, width: 200, height: 50 };
  const found = areaOn(on, mark({ page_index: 2, rectangle }));
  expect(found && isWhole(on, found)).toBe(true);
  expect(areaOn(on, mark({ page_index: 1, rectangle }))).toBeUndefined();
});

test('what is marked on the page shows on the picture only where it lies in it', () => {
  const inside = { x: 82.004, y: 110, width: 20, height: 20 };
  const across = { ...inside, x: 60 };
  expect(areaOn(ground(figure), mark({ page_index: 2, rectangle: inside }))?.x).toBe(10);
  expect(areaOn(ground(figure), mark({ page_index: 2, rectangle: across }))).toBeUndefined();
});

test('a mark on a part of a picture is none on the whole', () => {
  const whole = { id: 'whole', area: mark({ image: 'ab12' }) };
  const rectangle = { x: 5, y: 5, width: 10, height: 10 };
  const part = { id: 'part', area: mark({ image: 'ab12', rectangle }) };
  const found = marksOn(ground(seal), [whole, part]).map((each) => [each.mark.id, each.whole]);
  expect(found).toEqual([
    ['whole', true],
    ['part', false],
  ]);
});

test('a marked picture has an outline, and loses it with its mark', () => {
  const element = imageElement(seal, '', pictures);
  outline(element, { colour: '#0000ff', stroke: 'dashed' }, false);
  expect(element.className).toBe('marked');
  outline(element, undefined, false);
  expect(element.className).toBe('');
});
