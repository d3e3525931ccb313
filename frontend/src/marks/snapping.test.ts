import { expect, test } from 'vitest';
import type { Block } from '../api/types.ts';
import { Book } from '../reader/book.ts';
import type { Snapping } from './preferences.ts';
import { snapped } from './snapping.ts';
import { resized } from './words.ts';

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

function bookOf(...texts: string[]): Book {
  let at = 0;
  const blocks: Block[] = texts.map((text) => {
    const block = { ...plain, kind: 'paragraph', start: at, text };
    at += Array.from(text).length + 1;
    return block;
  });
  const book = new Book([{ start: 0, end: at, blocks: blocks.length }]);
  book.add({ index: 0, blocks });
  return book;
}

const book = bookOf('The keeper’s dog. It bit 🐦 nobody (yet).', 'So he went free.');

/** The words of a span after it has been brought to something. */
function words(of: Book, start: number, end: number, to: Snapping, language = 'en'): string {
  const span = snapped(of, { start, end }, to, language);
  return span ? of.quote(span) : '';
}

test('letters are taken as they were selected, but for the white space around them', () => {
  expect(words(book, 3, 8, 'letters')).toBe('keep');
});

test('words are taken whole, with their apostrophes and without the white space', () => {
  expect(words(book, 6, 14, 'words')).toBe('keeper’s dog');
  expect(words(book, 4, 16, 'words')).toBe('keeper’s dog');
});

test('punctuation that was selected stays, and none is added', () => {
  expect(words(book, 4, 17, 'words')).toBe('keeper’s dog.');
  expect(words(book, 28, 34, 'words')).toBe('nobody');
});

test('a letter beyond the basic plane does not shift the word', () => {
  expect(words(book, 29, 31, 'words')).toBe('nobody');
  expect(words(book, 25, 27, 'words')).toBe('🐦');
});

test('sentences are taken whole, over blocks too', () => {
  expect(words(book, 20, 22, 'sentences')).toBe('It bit 🐦 nobody (yet).');
  const both = {
    start: 20,
    end: Array.from('The keeper’s dog. It bit 🐦 nobody (yet).').length + 4,
  };
  expect(words(book, both.start, both.end, 'sentences')).toBe(
    'It bit 🐦 nobody (yet). So he went free.',
  );
});

test('words of a script without spaces are words, not lines', () => {
  const chinese = bookOf('法院认为被告应当承担责任');
  expect(words(chinese, 1, 3, 'words', 'zh')).toBe('法院认为');
});

test('snapping a second time changes nothing', () => {
  for (const to of ['letters', 'words', 'sentences'] as const) {
    for (let start = 0; start < 38; start += 3) {
      const once = snapped(book, { start, end: start + 5 }, to, 'en');
      if (once) expect(snapped(book, once, to, 'en')).toEqual(once);
    }
  }
});

test('keys move an end by letters, words or sentences', () => {
  const span = { start: 4, end: 12 };
  const end = (by: Snapping) => resized(book, span, { edge: 'end', step: 1 }, by, 'en').end;
  expect([end('letters'), end('words'), end('sentences')]).toEqual([13, 17, 17]);
  const chinese = bookOf('法院认为被告应当承担责任');
  expect(resized(chinese, { start: 0, end: 2 }, { edge: 'end', step: 1 }, 'words', 'zh').end).toBe(
    4,
  );
});

test('words of a script without spaces are moved over with their punctuation', () => {
  const of = bookOf('他必须围起院子吗？“他不必”这样做。');
  const whole = { start: 0, end: 9 };
  const less = resized(of, whole, { edge: 'end', step: -1 }, 'words', 'zh');
  expect(of.quote(less)).not.toContain('？');
  expect(of.quote(resized(of, less, { edge: 'end', step: 1 }, 'words', 'zh'))).toBe(
    '他必须围起院子吗？',
  );
});
