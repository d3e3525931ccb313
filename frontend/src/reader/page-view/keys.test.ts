import { expect, test } from 'vitest';
import type { Pressed } from '../../ui/chords.ts';
import { pageCommandOf } from './keys.ts';

const press = (key: string, more: Partial<Pressed> = {}): Pressed => ({
  key,
  code: '',
  altKey: false,
  ctrlKey: false,
  metaKey: false,
  shiftKey: false,
  ...more,
});

test('a page is turned by its keys, and zoomed', () => {
  expect(pageCommandOf(press('PageDown'), true)).toEqual({ do: 'turn', step: 1 });
  expect(pageCommandOf(press('+'), true)).toEqual({ do: 'zoom', step: 1 });
});

test('with single keys switched off they work with Alt, and the browser keeps its own', () => {
  expect(pageCommandOf(press('w'), false)).toBeUndefined();
  expect(pageCommandOf(press('∑', { altKey: true, code: 'KeyW' }), false)).toEqual({
    do: 'fit',
    what: 'width',
  });
  expect(pageCommandOf(press('+', { ctrlKey: true }), true)).toBeUndefined();
});
