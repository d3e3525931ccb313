import { expect, test } from 'vitest';
import type { Pen } from '../api/types.ts';
import { columnOf, describeCoverage, joinRuns, pathsOf } from './coverage.ts';

const pens = new Map([
  ['f', { id: 'f', name: 'Facts' } as Pen],
  ['r', { id: 'r', name: 'Rule' } as Pen],
]);

test('runs of one pen that touch become one shape, in the order of the text', () => {
  const runs = [
    { pen: 'r', start: 9, end: 12 },
    { pen: 'f', start: 0, end: 3 },
    { pen: 'f', start: 3, end: 5 },
  ];
  expect(joinRuns(runs)).toEqual([
    { pen: 'f', start: 0, end: 5 },
    { pen: 'r', start: 9, end: 12 },
  ]);
});

test('a strip is told in words, the pen with the most text first', () => {
  const runs = [
    { pen: 'f', start: 0, end: 6 },
    { pen: 'r', start: 6, end: 30 },
  ];
  expect(describeCoverage(runs, pens)).toBe('Rule 20 %, Facts 5 %');
});

test('the place of reading never leaves the strip', () => {
  expect(columnOf(500, 1000)).toBe(60);
  expect(columnOf(2000, 1000)).toBe(120);
  expect(columnOf(7, 0)).toBe(0);
});

test('the runs of a pen are one path', () => {
  const runs = [
    { pen: 'facts', start: 0, end: 2 },
    { pen: 'rule', start: 2, end: 3 },
    { pen: 'facts', start: 5, end: 6 },
  ];
  expect(pathsOf(runs)).toEqual([
    ['facts', 'M0 1.5h2v9h-2zM5 1.5h1v9h-1z'],
    ['rule', 'M2 1.5h1v9h-1z'],
  ]);
});
