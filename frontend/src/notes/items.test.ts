import { expect, test } from 'vitest';
import type { NotesLine, NotesSection, Written } from '../api/types.ts';
import { itemsOf, spotAfterMove } from './items.ts';

const line = (annotation: string) => ({ annotation }) as NotesLine;
const own = (entry: string, after: number, under = '') =>
  ({ entry, after, under, text: entry }) as Written;
const section = (parts: Partial<NotesSection>): NotesSection =>
  ({ key: 's', lines: [], pairs: [], written: [], ...parts }) as NotesSection;

const full = itemsOf(
  section({
    lines: [line('a'), line('b'), line('c')],
    written: [own('0', 0), own('1', 1, 'a'), own('2', 1, 'a'), own('3', 3, 'c')],
  }),
);

test('writing stands between the lines', () => {
  expect(full.map(({ id }) => id)).toEqual(['0', 'a', '1', '2', 'b', 'c', '3']);
});

test('a pair is named by the side that is there', () => {
  const pair = { number: '1', first: null, second: line('b'), first_gap: '', second_gap: '' };
  expect(itemsOf(section({ pairs: [pair] })).map(({ id }) => id)).toEqual(['b']);
});

test.each([
  ['a', 'down', 'b'],
  ['a', 'up', null],
  ['b', 'up', '1'],
  ['b', 'down', 'c'],
  ['c', 'up', '2'],
  ['1', 'up', '0'],
] as const)('%s goes %s after %s', (id, way, after) => {
  expect(spotAfterMove(full, id, 's', way)).toEqual({ section: 's', after });
});

test.each([
  ['0', 'up'],
  ['c', 'down'],
  ['3', 'down'],
  ['nothing', 'down'],
] as const)('%s cannot go %s', (id, way) => {
  expect(spotAfterMove(full, id, 's', way)).toBeNull();
});
