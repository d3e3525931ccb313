import { expect, test } from 'vitest';
import type { SourceRow } from '../api/types.ts';
import { between, filtered, progressOf, sorted, type Filter } from './sorting.ts';

const source = (id: string, more: Partial<SourceRow> = {}): SourceRow => ({
  id,
  title: id,
  course: 'c',
  kind: 'pdf',
  length: 100,
  caption: { parties: '', court: '', decided: '', docket: '', citation: '', judges: '' },
  file_name: '',
  problems: [],
  marks: 0,
  coverage: [],
  place: 0,
  last_read: '',
  authors: '',
  archived: false,
  texts: 1,
  seconds_read: 0,
  ...more,
});

const everything: Filter = { typed: '', kind: '', state: 'all' };
const ids = (sources: SourceRow[]) => sources.map(({ id }) => id);

test('titles are sorted as people count, either way', () => {
  const pile = ['Chapter 10', 'chapter 2', 'Appendix'].map((title) => source(title));
  expect(ids(sorted(pile, { key: 'title', down: false }))).toEqual([
    'Appendix',
    'chapter 2',
    'Chapter 10',
  ]);
  expect(ids(sorted(pile, { key: 'title', down: true }))[0]).toBe('Chapter 10');
});

test('what is not known comes last, whichever way the list is sorted', () => {
  const pile = [source('a'), source('b', { authors: 'Zeno' }), source('c', { authors: 'Abel' })];
  expect(ids(sorted(pile, { key: 'authors', down: false }))).toEqual(['c', 'b', 'a']);
  expect(ids(sorted(pile, { key: 'authors', down: true }))).toEqual(['b', 'c', 'a']);
});

test('what is archived shows only when it is asked for', () => {
  const pile = [source('a'), source('b', { archived: true })];
  expect(ids(filtered(pile, everything))).toEqual(['a']);
  expect(ids(filtered(pile, { ...everything, state: 'archived' }))).toEqual(['b']);
});

test('a list is narrowed by kind, by reading and by words together', () => {
  const pile = [
    source('crane', { last_read: '2026-01-01' }),
    source('weir', { kind: 'epub' }),
    source('heron'),
  ];
  expect(ids(filtered(pile, { ...everything, kind: 'epub' }))).toEqual(['weir']);
  expect(ids(filtered(pile, { ...everything, state: 'unread' }))).toEqual(['weir', 'heron']);
  expect(ids(filtered(pile, { ...everything, state: 'begun' }))).toEqual(['crane']);
  expect(ids(filtered(pile, { typed: 'her', kind: 'pdf', state: 'unread' }))).toEqual(['heron']);
});

test('a range goes from either end', () => {
  expect(between(['a', 'b', 'c', 'd'], 'd', 'b')).toEqual(['b', 'c', 'd']);
  expect(between(['a', 'b'], 'gone', 'b')).toEqual(['b']);
});

test('progress never leaves the book', () => {
  expect(progressOf({ place: 50, length: 200 })).toBe(0.25);
  expect(progressOf({ place: 9, length: 0 })).toBe(0);
});
