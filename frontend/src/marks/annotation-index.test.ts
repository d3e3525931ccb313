import { expect, test } from 'vitest';
import type { Annotation } from '../api/types.ts';
import { Book } from '../reader/book.ts';
import { AnnotationIndex } from './annotation-index.ts';
import { applyStep } from './fold.ts';

const book = new Book([0, 100, 200].map((start) => ({ start, end: start + 99, blocks: 20 })));

const mark = (id: string, start: number | null, end: number | null, pen = 'rule'): Annotation => ({
  id,
  source: 's',
  pen,
  created: '',
  start,
  end,
  quote: '',
  own_words: '',
  comment: '',
  topics: [],
  pinpoint: '',
  area: null,
});

function indexOf(...annotations: Annotation[]): AnnotationIndex {
  const index = new AnnotationIndex(book);
  index.replaceAll(annotations);
  return index;
}

test('an annotation over two sections is found in both', () => {
  const index = indexOf(mark('a', 90, 120));
  expect(index.inSection(0)).toHaveLength(1);
  expect(index.inSection(1)).toHaveLength(1);
  expect(index.inSection(2)).toHaveLength(0);
  expect(index.touching({ start: 0, end: 300 }).map(({ id }) => id)).toEqual(['a']);
});

test('a moved annotation asks for both its old and its new section to be drawn', () => {
  const index = indexOf(mark('a', 10, 20));
  expect(index.put(mark('a', 210, 220)).sort()).toEqual([0, 2]);
  expect(index.at(15)).toEqual([]);
  expect(index.at(215)).toHaveLength(1);
});

test('the order is that of the text, whatever is put in and taken out', () => {
  const index = indexOf(mark('c', 50, 60), mark('a', 10, 20));
  index.put(mark('b', 30, 40));
  index.put(mark('c', 5, 8));
  index.remove('a');
  expect(index.ordered().map(({ id }) => id)).toEqual(['c', 'b']);
});

test('marks are counted by pen', () => {
  const index = indexOf(mark('a', 1, 2), mark('b', 3, 4), mark('c', null, null, 'fact'));
  index.put(mark('a', 1, 2, 'fact'));
  expect([...index.countByPen()]).toEqual([
    ['rule', 1],
    ['fact', 2],
  ]);
});

test('one without a place is kept apart', () => {
  const index = indexOf(mark('a', null, null), mark('b', 1, 2));
  expect(index.unplaced().map(({ id }) => id)).toEqual(['a']);
  expect(index.ordered().map(({ id }) => id)).toEqual(['b']);
});

test('a step shows at once what it will do', () => {
  const index = indexOf();
  const place = { source: 's', edition: 'e', start: 10, end: 20 };
  expect(
    applyStep(index, 's', { op: 'annotate', annotation: 'a', pen: 'rule', ...place }, 'now'),
  ).toEqual([0]);
  applyStep(index, 's', { op: 'change_annotation', annotation: 'a', own_words: 'mine' }, 'later');
  expect(index.get('a')).toMatchObject({ pen: 'rule', own_words: 'mine' });
  applyStep(index, 's', { op: 'delete_annotations', annotations: ['a'] }, 'later');
  expect(index.get('a')).toBeUndefined();
});

test('a step on another source changes nothing here', () => {
  const index = indexOf();
  const place = { source: 'other', edition: 'e', start: 10, end: 20 };
  applyStep(index, 's', { op: 'annotate', annotation: 'a', pen: 'rule', ...place }, 'now');
  expect(index.get('a')).toBeUndefined();
});
