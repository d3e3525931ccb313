import { expect, test } from 'vitest';
import type { Block } from '../api/types.ts';
import { Book } from './book.ts';
import { snapToWords } from './snap.ts';

const plain = {
  level: 0,
  label: '',
  markers: [],
  styles: [],
  images: [],
  table: null,
  sure: 100,
  continues: false,
};

/** "One two." at 0, a page number at 9, "Three.4 four" at 13 with a footnote call at 19. */
function book(): Book {
  const blocks: Block[] = [
    { ...plain, kind: 'paragraph', start: 0, text: 'One two.' },
    { ...plain, kind: 'page-number', start: 9, text: '214' },
    {
      ...plain,
      kind: 'paragraph',
      start: 13,
      text: 'Three.4 four',
      markers: [{ kind: 'footnote-call', start: 19, end: 20, label: '4', target: null }],
    },
  ];
  const made = new Book([{ start: 0, end: 25, blocks: 3 }]);
  made.add({ index: 0, blocks });
  return made;
}

test('white space at the ends is left out', () => {
  expect(snapToWords(book(), { start: 3, end: 8 })).toEqual({ start: 4, end: 8 });
});

test('a selection that runs into the next block without a word of it ends before', () => {
  expect(snapToWords(book(), { start: 0, end: 13 })).toEqual({ start: 0, end: 8 });
});

test('a footnote call at the end is not part of the sentence', () => {
  expect(snapToWords(book(), { start: 13, end: 20 })).toEqual({ start: 13, end: 19 });
});

test('a selection of furniture alone is none', () => {
  expect(snapToWords(book(), { start: 9, end: 12 })).toBeUndefined();
});

test('a quote is what is shown: without calls and furniture', () => {
  expect(book().quote({ start: 4, end: 25 })).toBe('two. Three. four');
});
