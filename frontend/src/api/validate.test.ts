import { expect, test } from 'vitest';
import { annotationsView, sourceView } from './replies.ts';
import {
  array,
  Mismatch,
  nullable,
  number,
  object,
  oneOf,
  optional,
  row,
  string,
} from './validate.ts';

const mark = object<{ pen: string; start: number | null; words: string }>({
  pen: string,
  start: nullable(number),
  words: optional(string, () => ''),
});

const failure = (check: () => unknown): string => {
  try {
    check();
  } catch (error) {
    if (error instanceof Mismatch) return error.message;
  }
  return 'no mismatch';
};

test('what fits comes back typed; a field that may be left out has its default', () => {
  expect(mark({ pen: 'rule', start: null })).toEqual({ pen: 'rule', start: null, words: '' });
});

test('fields that the contract does not name do no harm', () => {
  expect(mark({ pen: 'rule', start: 1, colour: 'red' })).toMatchObject({ pen: 'rule', start: 1 });
});

test('a failure names the whole way to the place', () => {
  const marks = object<{ marks: unknown[] }>({ marks: array(mark) });
  const wrong = {
    marks: [
      { pen: 'rule', start: 1 },
      { pen: 'rule', start: '2' },
    ],
  };
  expect(failure(() => marks(wrong))).toBe('marks[1].start: expected a number');
});

test('a row of fields is an object with their names', () => {
  const page = row<{ index: number; label: string }>({ index: number, label: string });
  expect(page([3, 'iv'])).toEqual({ index: 3, label: 'iv' });
  expect(failure(() => page([3]))).toBe('label: expected a string');
});

test('a word that is not in the list is refused', () => {
  const stroke = oneOf(['solid', 'wavy']);
  expect(failure(() => stroke('zigzag'))).toBe('expected one of solid, wavy');
});

test('an annotation without a place keeps its quote', () => {
  const { annotations } = annotationsView({
    cursor: 4,
    annotations: [{ id: 'a', source: 's', pen: 'p', created: '', quote: 'hairy hand' }],
  });
  expect(annotations[0]).toMatchObject({ start: null, end: null, quote: 'hairy hand', topics: [] });
});

test('a reply that is no object at all is refused, not trusted', () => {
  for (const wrong of [null, 7, 'text', []]) {
    expect(failure(() => sourceView(wrong))).not.toBe('no mismatch');
  }
});
