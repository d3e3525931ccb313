import { expect, test } from 'vitest';
import { findPage, pageNames } from './page-names.ts';

const pages = [0, 100, 200].map((start, index) => ({ index, label: '', start }));
const printed = (label: string, start: number) => ({
  scheme: 'printed-page',
  part: '',
  label,
  start,
});

test('a page goes by the number printed on it, else by its count', () => {
  expect(pageNames({ pages, pinpoints: [printed('13', 100)] }, 3)).toEqual(['1', '13', '3']);
  expect(pageNames({ pages, pinpoints: [] }, 3)).toEqual(['1', '2', '3']);
});

test('the file’s own label stands where no number is printed', () => {
  const labelled = pages.map((page) => ({ ...page, label: 'i'.repeat(page.index + 1) }));
  expect(pageNames({ pages: labelled, pinpoints: [] }, 3)).toEqual(['i', 'ii', 'iii']);
});

test('a page is found by its name before its count', () => {
  expect(findPage(['3', '4', '5'], '3')).toBe(0);
  expect(findPage(['3', '4', '5'], ' 2 ')).toBe(1);
  expect(findPage(['i', 'ii'], 'II')).toBe(1);
  expect(findPage(['i', 'ii'], '9')).toBeUndefined();
});
