import { expect, test } from 'vitest';
import { shareUnchanged } from './sharing.ts';

const line = (annotation: string, words: string) => ({ annotation, own_words: words });

test('equal notes are the old notes', () => {
  const old = { title: 'Penhale', sections: [{ key: 'a', lines: [line('1', 'x')] }] };
  expect(shareUnchanged(old, structuredClone(old))).toBe(old);
});

test('a changed line is new and all beside it is old', () => {
  const old = { sections: [{ key: 'a', lines: [line('1', 'x'), line('2', 'y')] }, { key: 'b' }] };
  const next = structuredClone(old);
  next.sections[0]?.lines?.splice(1, 1, line('2', 'z'));
  const shared = shareUnchanged(old, next);
  expect(shared).toEqual(next);
  expect(shared.sections[0]?.lines?.[0]).toBe(old.sections[0]?.lines?.[0]);
  expect(shared.sections[0]?.lines?.[1]).not.toBe(old.sections[0]?.lines?.[1]);
  expect(shared.sections[1]).toBe(old.sections[1]);
});

test('a line that moves within its section stays the same line', () => {
  const old = [line('1', 'x'), line('2', 'y')];
  const shared = shareUnchanged(old, [line('0', 'w'), line('2', 'y'), line('1', 'x')]);
  expect(shared[1]).toBe(old[1]);
  expect(shared[2]).toBe(old[0]);
});
