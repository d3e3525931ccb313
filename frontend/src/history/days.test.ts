import { describe, expect, test } from 'vitest';
import type { DoneStep } from '../api/history.ts';
import { agoOf, byDay, clockOf, countJumps, matching } from './days.ts';

const NOW = new Date(2026, 10, 26, 14, 30);

function step(id: string, rest: Partial<DoneStep> = {}): DoneStep {
  const plain = { label: `Marked “${id}” as Rule`, actor: '', undone: '', way: 'undo' } as const;
  return { id, ...plain, redone: 0, time: NOW.toISOString(), ...rest };
}

const at = (...when: [number, number, number, number, number]) => new Date(...when).toISOString();

describe('byDay', () => {
  test('puts steps under today, yesterday and dates, in their order', () => {
    const steps = [
      step('a', { time: at(2026, 10, 26, 14, 2) }),
      step('b', { time: at(2026, 10, 26, 0, 0) }),
      step('c', { time: at(2026, 10, 25, 23, 59) }),
      step('d', { time: at(2026, 9, 1, 9, 0) }),
    ];
    const days = byDay(steps, NOW);
    expect(days.map(({ title }) => title)).toEqual([
      'Today',
      'Yesterday',
      expect.stringMatching(/^Thursday,? 1 October 2026$/),
    ]);
    expect(days.map(({ steps: of }) => of.map(({ id }) => id))).toEqual([['a', 'b'], ['c'], ['d']]);
  });

  test('yesterday is the day before, also on the first of a month', () => {
    const [day] = byDay([step('a', { time: at(2026, 9, 31, 12, 0) })], new Date(2026, 10, 1, 8));
    expect(day?.title).toBe('Yesterday');
  });
});

describe('countJumps', () => {
  test('a jump back undoes every own step that stands above', () => {
    const steps = [
      step('e', { way: 'redo', redone: 2 }),
      step('d', { way: 'redo', redone: 1 }),
      step('c'),
      step('other', { way: '', actor: 'ben' }),
      step('gone', { way: '', undone: NOW.toISOString() }),
      step('b'),
    ];
    expect([...countJumps(steps)]).toEqual([
      ['e', 2],
      ['d', 1],
      ['c', 1],
      ['b', 2],
    ]);
  });
});

describe('matching', () => {
  const steps = [step('malice'), step('b', { label: 'Added the topic Homicide', actor: 'Ben' })];

  test.each([
    ['', ['malice', 'b']],
    ['MALICE ', ['malice']],
    ['ben', ['b']],
    ['tort', []],
  ])('%o keeps %o', (typed, kept) => {
    expect(matching(steps, typed).map(({ id }) => id)).toEqual(kept);
  });
});

test.each([
  [10, 'just now'],
  [60, '1 minute ago'],
  [5 * 60 + 59, '5 minutes ago'],
  [3 * 3600, '3 hours ago'],
  [24 * 3600, 'yesterday'],
  [70 * 24 * 3600, '2 months ago'],
])('%o seconds ago is told as %o', (seconds, words) => {
  expect(agoOf(new Date(NOW.getTime() - seconds * 1000).toISOString(), NOW)).toBe(words);
});

test('a time of the day is told as the clock shows it', () => {
  expect(clockOf(at(2026, 10, 26, 9, 5))).toBe('09:05');
});
