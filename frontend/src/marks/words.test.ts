import { expect, test } from 'vitest';
import { Book } from '../reader/book.ts';
import { nextSentence, previousSentence } from './sentence-cursor.ts';
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
  kind: 'paragraph',
};

/** "One two. Three four." at 0 and "Five six." at 21. */
function book(): Book {
  const made = new Book([{ start: 0, end: 30, blocks: 2 }]);
  const blocks = [
    { ...plain, start: 0, text: 'One two. Three four.' },
    { ...plain, start: 21, text: 'Five six.' },
  ];
  made.add({ index: 0, blocks });
  return made;
}

const words = { start: 4, end: 14 }; // "two. Three"

test('the end moves to the end of the next word and back', () => {
  const longer = resized(book(), words, { edge: 'end', step: 1 });
  expect(longer).toEqual({ start: 4, end: 20 });
  expect(resized(book(), longer, { edge: 'end', step: -1 })).toEqual(words);
});

test('the start moves to the start of a word', () => {
  expect(resized(book(), words, { edge: 'start', step: -1 })).toEqual({ start: 0, end: 14 });
  expect(resized(book(), words, { edge: 'start', step: 1 })).toEqual({ start: 9, end: 14 });
});

test('a mark grows into the next block', () => {
  const whole = { start: 0, end: 20 };
  expect(resized(book(), whole, { edge: 'end', step: 1 })).toEqual({ start: 0, end: 25 });
});

test('a mark of one word does not shrink to nothing', () => {
  const one = { start: 4, end: 8 };
  expect(resized(book(), one, { edge: 'start', step: 1 })).toEqual(one);
  expect(resized(book(), one, { edge: 'end', step: -1 })).toEqual(one);
});

test('the cursor goes from sentence to sentence, over the end of a block and back', () => {
  expect(nextSentence(book(), 0, 'en')).toEqual({ start: 0, end: 8 });
  expect(nextSentence(book(), 8, 'en')).toEqual({ start: 9, end: 20 });
  expect(nextSentence(book(), 20, 'en')).toEqual({ start: 21, end: 30 });
  expect(nextSentence(book(), 30, 'en')).toBeUndefined();
  expect(previousSentence(book(), 21, 'en')).toEqual({ start: 9, end: 20 });
  expect(previousSentence(book(), 0, 'en')).toBeUndefined();
});
