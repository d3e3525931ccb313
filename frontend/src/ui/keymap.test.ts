import { beforeEach, expect, test, vi } from 'vitest';
import { chordOf, countingChord, type Pressed } from './chords.ts';

const press = (key: string, more: Partial<Pressed> = {}): Pressed => ({
  key,
  code: '',
  altKey: false,
  ctrlKey: false,
  metaKey: false,
  shiftKey: false,
  ...more,
});

async function freshKeymap() {
  vi.resetModules();
  return import('./keymap.svelte.ts');
}

beforeEach(() => localStorage.clear());

test('Shift is named only with keys that type nothing', () => {
  expect(chordOf(press('N', { shiftKey: true }))).toBe('N');
  expect(chordOf(press('F3', { shiftKey: true }))).toBe('Shift+F3');
});

test('the command key of a Mac is Ctrl', () => {
  expect(chordOf(press('z', { metaKey: true }))).toBe('Ctrl+z');
});

test('where single keys are off they count with Alt, whatever Alt types', () => {
  const withAlt = chordOf(press('˜', { altKey: true, code: 'KeyN' }));
  expect(countingChord(withAlt, false)).toBe('n');
  expect(countingChord('n', false)).toBeUndefined();
  expect(countingChord('Escape', false)).toBe('Escape');
  expect(countingChord('Alt+ArrowLeft', false)).toBe('Alt+ArrowLeft');
});

test('a changed key does what the old one did, and the old one nothing', async () => {
  const { keymap, meantKey } = await freshKeymap();
  keymap.change('reader', 'n', 'j');
  expect(meantKey('reader', press('j'))).toBe('n');
  expect(meantKey('reader', press('n'))).toBeUndefined();
  expect(meantKey('notes', press('n'))).toBe('n');
});

test('two keys can change places', async () => {
  const { keymap, meantKey } = await freshKeymap();
  keymap.change('reader', 'n', 'p');
  keymap.change('reader', 'p', 'n');
  expect(meantKey('reader', press('n'))).toBe('p');
  expect(meantKey('reader', press('p'))).toBe('n');
});

test('changed keys are there after a reload, until they are reset', async () => {
  const { keymap } = await freshKeymap();
  keymap.change('reader', 'n', 'j');
  const again = await freshKeymap();
  expect(again.keymap.keyFor('reader', 'n')).toBe('j');
  again.keymap.change('reader', 'n', 'n');
  expect(again.keymap.isChanged).toBe(false);
});

test('what cannot be read is taken for no change', async () => {
  localStorage.setItem('glossator.keys', '{nonsense');
  const { keymap } = await freshKeymap();
  expect(keymap.keyFor('reader', 'n')).toBe('n');
});
