import { expect, test } from 'vitest';
import { itemsOfList, linkTyped, piecesOf, readOwn, typedOwn } from './own-markdown.ts';

const MARK = '00000000-0000-4000-8000-000000000001';

test.each([
  ['# Duty', 'heading', 'Duty'],
  ['- one\n- two', 'list', '- one\n- two'],
  ['1. one\n2) two', 'list', '1. one\n2) two'],
  ['- one\ntwo', 'paragraph', '- one\ntwo'],
  ['#1 of the list', 'paragraph', '#1 of the list'],
  [' A rule.\n\nMore. ', 'paragraph', 'A rule.\n\nMore.'],
  ['', 'paragraph', ''],
] as const)('%j is a %s', (typed, kind, text) => {
  expect(readOwn(typed)).toEqual({ kind, text, mark: null });
});

test('a picture has its mark and may have a caption', () => {
  expect(readOwn(`![[${MARK}|The map]]`)).toEqual({ kind: 'picture', text: 'The map', mark: MARK });
  expect(readOwn(`![[${MARK}]]`)).toEqual({ kind: 'picture', text: '', mark: MARK });
});

test.each(['# Duty', '- one\n- two', 'Words', `![[${MARK}|The map]]`, `![[${MARK}]]`])(
  '%j is typed as it was',
  (typed) => {
    const { kind, text, mark } = readOwn(typed);
    expect(typedOwn(kind, text, mark ?? '')).toBe(typed);
  },
);

test('items lose the signs before them', () => {
  expect(itemsOfList('- one\n\n2. two\nthree')).toEqual(['one', 'two', 'three']);
});

test('links part a text', () => {
  expect(piecesOf(`See [[${MARK}|Penhale]].`)).toEqual([
    { text: 'See ' },
    { mark: MARK, words: 'Penhale' },
    { text: '.' },
  ]);
  expect(piecesOf('[[no link]]')).toEqual([{ text: '[[no link]]' }]);
});

test.each([
  ['see [[pen', 9, { from: 4, words: 'pen' }],
  ['see [[', 6, { from: 4, words: '' }],
  ['see [[a]] b', 11, null],
  ['see [', 5, null],
  ['[[a\nb', 5, null],
] as const)('%j at %i is typing %j', (text, caret, expected) => {
  expect(linkTyped(text, caret)).toEqual(expected);
});
