import { describe, expect, test } from 'vitest';
import { commandOf, type Pressed } from './keys.ts';

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
