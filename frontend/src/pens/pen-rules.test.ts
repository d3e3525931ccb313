import { expect, test } from 'vitest';
import type { Pen } from '../api/types.ts';
import { findProblems, newPen } from './pen-rules.ts';

const pen = (id: string, given: Partial<Pen> = {}): Pen => ({
  id,
  name: id,
  colour: '#0072b2',
  stroke: 'solid',
  letter: id.charAt(0),
  key: '',
  meaning: '',
  becomes: 'other',
  retired: false,
  group: '',
  ...given,
});

test('sound pens have no problems', () => {
  expect(findProblems([pen('Facts', { key: '1' }), pen('Rule', { key: '2' })]).size).toBe(0);
});

test('both holders of a letter are told of the other', () => {
  const problems = findProblems([pen('Rule'), pen('Reasoning')]);
  expect(problems.get('Rule')?.letter).toContain('Reasoning');
  expect(problems.get('Reasoning')?.letter).toContain('Rule');
});

test('a retired pen keeps its letter but frees its key', () => {
  const old = pen('Facts', { key: '1', retired: true });
  expect(findProblems([old, pen('Rule', { key: '1' })]).size).toBe(0);
  expect(findProblems([old, pen('Figures', { letter: 'F' })]).size).toBe(2);
});

test('a new pen clashes with none that is there', () => {
  const pens = [pen('New pen', { letter: 'N', key: '1' })];
  const added = newPen('id', pens);
  expect(findProblems([...pens, added]).size).toBe(0);
  expect(added.colour).not.toBe(pens[0]?.colour);
});
