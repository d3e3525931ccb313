import { expect, test } from 'vitest';
import type { AreaMark } from '../api/areas.ts';
import { imageElement } from './images.ts';
import { isOn, outlinePictures, wholeOf } from './marked-pictures.ts';

const seal = { start: 3, name: 'ab12', width: 40, height: 30, area: null };
const cut = { page_index: 2, x: 72.004, y: 100, width: 200, height: 50 };
const figure = { start: 9, name: '', width: 0, height: 0, area: cut };
const pictures = { address: () => '', unnamed: 'Picture' };

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

test('a picture of the file is marked as a whole, in its pixels', () => {
  const whole = wholeOf(seal, imageElement(seal, '', pictures) as HTMLImageElement);
  expect(whole).toMatchObject({ image: 'ab12', rectangle: { width: 40, height: 30 } });
  expect(isOn(seal, mark({ image: 'ab12' }))).toBe(true);
  expect(isOn(seal, mark({}))).toBe(false);
});

test('a picture cut from a page is that part of the page', () => {
  const whole = wholeOf(figure, imageElement(figure, '', pictures) as HTMLImageElement);
  expect(whole).toMatchObject({ image: '', page_index: 2, rectangle: { x: 72.004 } });
  const rectangle = { x: 72, y: 100, width: 200, height: 50 };
  expect(isOn(figure, mark({ page_index: 2, rectangle }))).toBe(true);
  expect(isOn(figure, mark({ page_index: 1, rectangle }))).toBe(false);
});

test('a marked picture has an outline, and loses it with its mark', () => {
  const root = document.createElement('article');
  root.append(imageElement(seal, '', pictures));
  outlinePictures(root, () => ({ colour: '#0000ff', stroke: 'dashed' }), undefined);
  expect(root.querySelector('img')?.className).toBe('marked');
  outlinePictures(root, () => undefined, undefined);
  expect(root.querySelector('img')?.className).toBe('');
});
