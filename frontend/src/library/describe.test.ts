import { expect, test } from 'vitest';
import type { SourceRow } from '../api/types.ts';
import { describeSource, describeWhen, estimateWords, matches } from './describe.ts';

const penhale = {
  title: 'Commonwealth v. Penhale',
  caption: {
    parties: '',
    court: 'Supreme Court of Aldersea',
    decided: '12 March 2019',
    docket: '',
    citation: '88 Alders. 214',
    judges: 'Holloway, J.',
  },
} as SourceRow;

test('words are estimated to two figures', () => {
  expect(estimateWords(25_130)).toBe(4200);
  expect(estimateWords(40)).toBe(7);
  expect(estimateWords(0)).toBe(0);
});

test('what is not known of a source is not spoken of', () => {
  expect(describeSource(penhale)).toBe(
    'Supreme Court of Aldersea · 12 March 2019 · 88 Alders. 214',
  );
});

test.each([
  ['2026-11-22T00:05', 'today'],
  ['2026-11-21T23:55', 'yesterday'],
  ['2026-11-17T12:00', '5 days ago'],
  ['2026-11-15T12:00', '15 November'],
  ['2024-03-03T12:00', '3 March 2024'],
])('%s is "%s" on the evening of 22 November 2026', (when, said) => {
  expect(describeWhen(new Date(when), new Date('2026-11-22T21:00'))).toBe(said);
});

test('a source is found by words of its title, court or judges in any order', () => {
  expect(matches(penhale, 'penhale supreme')).toBe(true);
  expect(matches(penhale, 'holloway')).toBe(true);
  expect(matches(penhale, 'penhale 2020')).toBe(false);
  expect(matches(penhale, '')).toBe(true);
});
