import { expect, test } from 'vitest';
import type { Proposal } from '../api/rules.ts';
import { keyOf, openOnes, placeFrom, proposedIn } from './proposed.ts';

const proposal = (start: number, pen = 'rule'): Proposal => ({
  rule: 'r',
  pen,
  start,
  end: start + 5,
  before: '',
  words: 'words',
  after: '',
});

test('what has a mark of the pen by now, or was decided, is no longer open', () => {
  const all = [proposal(0), proposal(10), proposal(20)];
  const marks = [
    { start: 12, end: 13, pen: 'rule' },
    { start: 20, end: 30, pen: 'facts' },
  ];
  const touching = ({ start, end }: { start: number; end: number }) =>
    marks.filter((mark) => mark.start < end && start < mark.end);
  expect(openOnes(all, new Set(), touching).map(({ start }) => start)).toEqual([0, 20]);
  const decided = new Set([keyOf(proposal(0))]);
  expect(openOnes(all, decided, touching).map(({ start }) => start)).toEqual([20]);
});

test('review begins at what is read, and after the last one at the first', () => {
  const all = [proposal(0), proposal(10), proposal(20)];
  expect([0, 5, 20, 21].map((offset) => placeFrom(all, offset))).toEqual([0, 1, 2, 0]);
});

test('a proposal is named by rule, source, text and place', () => {
  expect(proposedIn('s', 'e')(proposal(10))).toEqual(['r', 's', 'e', 10, 15]);
});
