import { describe, expect, test } from 'vitest';
import { pageCommandOf } from '../reader/page-view/keys.ts';
import { readerKeys } from '../ui/strings-keys.ts';
import { commandOf, READER_KEYS, type Pressed } from './keys.ts';

const press = (key: string, more: Partial<Pressed> = {}): Pressed => ({
  key,
  code: '',
  altKey: false,
  ctrlKey: false,
  metaKey: false,
  shiftKey: false,
  ...more,
});

test('a digit asks for its pen', () => {
  expect(commandOf(press('3', { code: 'Digit3' }), true)).toEqual({ do: 'pen', key: '3' });
});

test('the digit row works without Shift on a French keyboard', () => {
  expect(commandOf(press('"', { code: 'Digit3' }), true)).toEqual({ do: 'pen', key: '3' });
});

test('Ctrl+Z undoes, with Shift it redoes', () => {
  expect(commandOf(press('z', { ctrlKey: true }), true)).toEqual({ do: 'undo' });
  expect(commandOf(press('Z', { metaKey: true, shiftKey: true }), true)).toEqual({ do: 'redo' });
});

test('keys with Ctrl otherwise belong to the browser', () => {
  expect(commandOf(press('n', { ctrlKey: true }), true)).toBeUndefined();
});

test('the end of a mark moves with < and >, its start with Alt', () => {
  expect(commandOf(press('>'), true)).toEqual({ do: 'resize', edge: 'end', step: 1 });
  const withAlt = commandOf(press('<', { altKey: true }), true);
  expect(withAlt).toEqual({ do: 'resize', edge: 'start', step: -1 });
});

const TWINS: Readonly<Record<string, string>> = { Backspace: 'Delete', 'Ctrl+Z': 'Ctrl+z' };

test('every key of the text is in the list of keys, and every key there does something', () => {
  const listed = readerKeys
    .filter(({ scope }) => scope === 'reader' || scope === 'everywhere')
    .flatMap(({ rows }) => rows.map(({ key }) => key));
  for (const key of READER_KEYS) expect(listed).toContain(TWINS[key] ?? key);
  const own = readerKeys.filter(({ scope }) => scope === 'reader');
  for (const { key, fixed } of own.flatMap(({ rows }) => rows)) {
    if (!fixed) expect(READER_KEYS).toContain(key);
  }
  const pages = readerKeys.filter(({ scope }) => scope === 'pages');
  for (const { key } of pages.flatMap(({ rows }) => rows)) {
    expect(pageCommandOf(press(key), true)).toBeDefined();
  }
});

test('no two commands of the list have one key', () => {
  const keys = readerKeys
    .filter(({ scope }) => scope !== 'pages')
    .flatMap(({ rows }) => rows.map(({ key }) => key));
  expect(new Set(keys).size).toBe(keys.length);
});

test('a key that the reader has changed asks for what the old one did', () => {
  const meant = (chord: string) => (chord === 'j' ? 'n' : undefined);
  expect(commandOf(press('j'), true, meant)).toEqual({ do: 'sentence', to: 'next' });
});

describe('with single keys switched off', () => {
  test('a single character does nothing', () => {
    for (const key of ['1', 'n', '?', '<']) expect(commandOf(press(key), false)).toBeUndefined();
  });

  test('the same keys work with Alt, whatever Alt types', () => {
    const next = commandOf(press('˜', { code: 'KeyN', altKey: true }), false);
    expect(next).toEqual({ do: 'sentence', to: 'next' });
    const pen = commandOf(press('¡', { code: 'Digit1', altKey: true }), false);
    expect(pen).toEqual({ do: 'pen', key: '1' });
  });

  test('Esc and Delete still work', () => {
    expect(commandOf(press('Escape'), false)).toEqual({ do: 'drop' });
    expect(commandOf(press('Delete'), false)).toEqual({ do: 'erase' });
  });
});
