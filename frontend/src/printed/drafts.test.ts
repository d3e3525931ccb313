import { expect, test } from 'vitest';
import type { Annotation } from '../api/types.ts';
import {
  changesTo,
  draftOf,
  emptyDraft,
  inBookOrder,
  missingIn,
  nextDraft,
  placeOf,
} from './drafts.ts';

const mark = (id: string, order: number, more: Partial<Annotation> = {}): Annotation => ({
  id,
  source: 's',
  pen: 'rule',
  created: `2026-01-0${id}`,
  start: null,
  end: null,
  quote: 'Words.',
  own_words: '',
  comment: '',
  topics: [],
  pinpoint: '*214',
  area: null,
  more: [],
  importance: 0,
  answered: false,
  links: [],
  creator: '',
  modified: '',
  printed: { scheme: 'star-page:S.E.2d', label: '214', words: 'Words.', order },
  ...more,
});

test('page and pen stay for the next mark, words go', () => {
  const draft = { ...emptyDraft('facts'), label: '214', words: 'x', comment: 'y', topics: ['t'] };
  expect(nextDraft(draft)).toEqual({ ...emptyDraft('facts'), label: '214' });
});

test('a star page of a reporter is taken apart and put together again', () => {
  const draft = draftOf(mark('1', 1));
  expect([draft.scheme, draft.reporter]).toEqual(['star-page', 'S.E.2d']);
  expect(placeOf(draft)).toEqual({ scheme: 'star-page:S.E.2d', label: '214', words: 'Words.' });
  expect(placeOf({ ...draft, scheme: 'printed-page' }).scheme).toBe('printed-page');
});

test('only what differs is changed, what was typed by a step of its own', () => {
  const before = mark('1', 1);
  expect(changesTo(before, draftOf(before))).toEqual([]);
  const steps = changesTo(before, { ...draftOf(before), label: '215', pen: 'facts' });
  expect(steps.map(({ op }) => op)).toEqual(['change_printed', 'change_annotation']);
});

test('a draft needs a place and words', () => {
  expect(missingIn(emptyDraft('rule'))).toBe('label');
  expect(missingIn({ ...emptyDraft('rule'), label: '1', words: ' ' })).toBe('words');
  expect(missingIn({ ...emptyDraft('rule'), label: '1', words: 'x' })).toBeUndefined();
});

test('marks stand in the order of the book, those of one page as they were made', () => {
  const marks = [mark('3', 9), mark('2', 5), mark('1', 9), mark('4', 0, { printed: null })];
  expect(inBookOrder(marks).map(({ id }) => id)).toEqual(['2', '1', '3']);
});
