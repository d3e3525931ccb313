import { describe, expect, test } from 'vitest';
import type { Block } from '../api/types.ts';
import { sentencesOf, split } from './sentences.ts';

const block = (text: string, more: Partial<Block> = {}): Block => ({
  kind: 'paragraph',
  start: 100,
  text,
  level: 0,
  label: '',
  markers: [],
  styles: [],
  images: [],
  table: null,
  sure: 100,
  continues: false,
  ...more,
});

describe('a sentence does not end', () => {
  test.each([
    'In Hawkins v. McGee the hand was hairy. ',
    'The order in No. 19-1392 is vacated. ',
    'The U.S. Supreme Court granted the writ. ',
    'Under § 2. whoever takes a life is liable. ',
    'See 410 U.S. 113, 93 S. Ct. 705, 35 L. Ed. 2d 147 (1973). ',
    'Mr. Justice O. W. Holmes dissented. ',
    'Some duties, e.g. Good faith, cannot be waived. ',
    'He asked “Why?” and left. ',
  ])('inside %j', (sentence) => {
    expect(split(`${sentence}The judgment is reversed.`)).toEqual([
      sentence,
      'The judgment is reversed.',
    ]);
  });
});

test('a section number belongs to the sentence it numbers', () => {
  expect(split('§ 18-301. A person is guilty who takes a life. It is a felony.')).toEqual([
    '§ 18-301. A person is guilty who takes a life. ',
    'It is a felony.',
  ]);
});

test('a footnote call after the full stop does not hide the end of the sentence', () => {
  const marker = { kind: 'footnote-call', start: 108, end: 109, label: '3', target: null };
  expect(sentencesOf(block('He held.3 The rest.', { markers: [{ ...marker }] }))).toEqual([
    { start: 100, end: 108 },
    { start: 110, end: 119 },
  ]);
});

test('places are code points', () => {
  expect(sentencesOf(block('Yes 👍. No.'))).toEqual([
    { start: 100, end: 106 },
    { start: 107, end: 110 },
  ]);
});

test('sentences joined give the whole text', () => {
  const text = ' One.  Two v. Three?  “Four!” he said. 5. Six ';
  expect(split(text).join('')).toBe(text);
});
