import { expect, test } from 'vitest';
import type { Block } from '../api/types.ts';
import { Book } from './book.ts';
import { buildBlock } from './build.ts';
import { stand } from './standing.ts';

const plain = { level: 0, label: '', markers: [], styles: [], images: [], table: null, sure: 100 };
const block = (kind: string, start: number, text: string, continues = false): Block => ({
  ...plain,
  kind,
  start,
  text,
  continues,
});

const additions = {
  pages: [],
  segments: [],
  pageName: (label: string) => label,
  tableName: 'Table',
  pictures: { address: () => '', unnamed: 'Picture' },
};

const blocks = [
  block('paragraph', 0, 'The heron was tame,'),
  block('footnote', 20, '1 See Adams.'),
  block('page-number', 33, '12'),
  block('paragraph', 36, 'and it was kept.', true),
  block('paragraph', 53, 'Held.'),
];

const standing = (some: readonly Block[]) =>
  stand(some, (each, within) => buildBlock(each, { ...additions, within }));

test('a paragraph is read on before the footnote that interrupts it', () => {
  const { built, elements } = standing(blocks);
  expect(elements.map((element) => element.textContent)).toEqual([
    'The heron was tame, and it was kept.',
    '1 See Adams.',
    'Held.',
  ]);
  // The order of the text stays what it is: offsets are found by it.
  expect(built.map(({ start }) => start)).toEqual([0, 20, 36, 53]);
  expect(built[2]?.element.tagName).toBe('SPAN');
});

test('what goes on with a paragraph of another section stands alone', () => {
  const { elements } = standing(blocks.slice(3));
  expect(elements.map((element) => element.tagName)).toEqual(['P', 'P']);
});

test('a passage over both parts does not quote the footnote between', () => {
  const book = new Book([{ start: 0, end: 58, blocks: 5 }]);
  book.add({ index: 0, blocks: [...blocks] });
  expect(book.quote({ start: 4, end: 46 })).toBe('heron was tame, and it was');
  expect(book.quote({ start: 22, end: 32 })).toBe('See Adams.');
});
