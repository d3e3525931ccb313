import { expect, test } from 'vitest';
import type { Pen } from '../api/types.ts';
import { moveBefore, putInGroup, renameGroup, stepPen } from './ordering.ts';

/** "a b|Law c d" is two pens in no group and two in the group Law. */
function pens(written: string): Pen[] {
  return written.split('|').flatMap((part, index) => {
    const words = part.split(' ');
    const group = index === 0 ? '' : (words.shift() ?? '');
    return words.filter(Boolean).map((id) => ({ id, name: id, group, retired: false }) as Pen);
  });
}

function write(moved: readonly Pen[]): string {
  let group = '';
  let text = '';
  for (const pen of moved) {
    if (pen.group !== group) text += `|${pen.group} `;
    else if (text) text += ' ';
    group = pen.group;
    text += pen.id;
  }
  return text;
}

test.each([
  ['a b c', 'c', 'a', 'c a b'],
  ['a b c', 'a', null, 'b c a'],
  ['a b c', 'b', 'b', 'a b c'],
  ['a|Law b c', 'a', 'c', '|Law b a c'],
])('in %s, %s is dropped before %s', (before, id, at, after) => {
  expect(write(moveBefore(pens(before), id, at))).toBe(after);
});

test.each([
  ['a b c', 'a', 1, 'b a c'],
  ['a b c', 'c', 1, 'a b c'],
  ['a b c', 'a', -1, 'a b c'],
  ['a b|Law c d', 'b', 1, 'a|Law b c d'],
  ['a b|Law c d', 'c', -1, 'a b c|Law d'],
  ['|Law c d', 'c', -1, 'c|Law d'],
] as const)('in %s, a step takes %s by %i to %s', (before, id, way, after) => {
  expect(write(stepPen(pens(before), id, way))).toBe(after);
});

test('a step passes retired pens by', () => {
  const list = pens('a b c').map((pen) => ({ ...pen, retired: pen.id === 'b' }));
  expect(write(stepPen(list, 'a', 1))).toBe('b c a');
});

test.each([
  ['a b|Law c d', 'a', 'Law', 'b|Law c d a'],
  ['a b|Law c d', 'd', '', 'a b d|Law c'],
  ['a b c', 'b', 'Law', 'a c|Law b'],
  ['|Case a b|Law c', 'a', 'Mine', '|Case b|Mine a|Law c'],
])('in %s, %s is put into “%s”', (before, id, group, after) => {
  expect(write(putInGroup(pens(before), id, group))).toBe(after);
});

test('a group is renamed with all its pens', () => {
  expect(write(renameGroup(pens('a|Law b c'), 'Law', 'Rules'))).toBe('a|Rules b c');
});

test('a group that gets the name of another joins it', () => {
  expect(write(renameGroup(pens('|A a b|B c|C d'), 'A', 'C'))).toBe('|B c|C d a b');
});

test('a group without a name is none', () => {
  expect(write(renameGroup(pens('|Law b c'), 'Law', ''))).toBe('b c');
});
