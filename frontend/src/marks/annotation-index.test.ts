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
  more: [],
  importance: 0,
  answered: false,
  links: [],
  creator: '',
  modified: '',
  printed: null,
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

test('a mark of several passages is found at each, and drawn as pieces', () => {
  const several: Annotation = { ...mark('a', 10, 20), more: [[210, 220]] };
  const index = indexOf(several, mark('b', 12, 14));
  expect(index.at(215).map(({ id }) => id)).toEqual(['a']);
  expect(index.at(50)).toEqual([]);
  expect(index.touching({ start: 205, end: 212 }).map(({ id }) => id)).toEqual(['a']);
  expect(index.piecesIn(2).map(({ start, end }) => [start, end])).toEqual([[210, 220]]);
  expect(index.piecesIn(0)).toHaveLength(2);
  expect(index.remove('a').sort()).toEqual([0, 2]);
  expect(index.at(215)).toEqual([]);
});

test('links, importance and passages show at once', () => {
  const index = indexOf(mark('a', 10, 20), mark('b', 30, 40));
  const apply = (step: Parameters<typeof applyStep>[2]) => applyStep(index, 's', step, 'now');
  apply({ op: 'add_link', annotation: 'a', link: 'l', to: 'b', kind: 'follows' });
  apply({ op: 'change_link', annotation: 'a', link: 'l', kind: 'overrules' });
  expect(index.get('a')?.links).toEqual([{ id: 'l', to: 'b', kind: 'overrules' }]);
  apply({ op: 'remove_link', annotation: 'a', link: 'l' });
  expect(index.get('a')?.links).toEqual([]);
  const spans: [number, number][] = [
    [12, 18],
    [110, 115],
  ];
  expect(apply({ op: 'change_annotation', annotation: 'a', spans }).sort()).toEqual([0, 1]);
  expect(index.get('a')).toMatchObject({ start: 12, end: 18, more: [[110, 115]] });
  apply({ op: 'change_annotations', annotations: ['a', 'b', 'gone'], importance: 2, pen: 'x' });
  expect([index.get('a'), index.get('b')]).toMatchObject([
    { importance: 2, pen: 'x' },
    { importance: 2, pen: 'x' },
  ]);
});
