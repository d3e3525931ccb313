import { expect, test } from 'vitest';
import type { Topic } from '../api/types.ts';
import { stepsToPath, topicOptions } from './topic-choice.ts';

const paths = new Map([
  ['h', 'Homicide'],
  ['m', 'Homicide > Murder'],
  ['a', 'Theft > Attempted murder'],
]);

test('a topic whose name begins with what is typed goes first, a new one last', () => {
  expect(topicOptions(paths, 'mur').map(({ path }) => path)).toEqual([
    'Homicide > Murder',
    'Theft > Attempted murder',
    'mur',
  ]);
});

test('a path that exists is not offered anew', () => {
  expect(topicOptions(paths, 'homicide>murder')).toEqual([{ id: 'm', path: 'Homicide > Murder' }]);
});

test('a typed path fits names in their order, not words from anywhere', () => {
  const numbered = new Map([
    ['a', 'Topic 0 > Part 1'],
    ['b', 'Topic 1'],
  ]);
  expect(topicOptions(numbered, 'Topic 1 > Part 1')).toEqual([
    { id: '', path: 'Topic 1 > Part 1' },
  ]);
  expect(topicOptions(paths, 'hom > mur')[0]).toEqual({ id: 'm', path: 'Homicide > Murder' });
});

test('words of any part of a path find it', () => {
  expect(topicOptions(paths, 'murder theft')[0]?.id).toBe('a');
});

test('only the part of a path that is missing is made', () => {
  const homicide: Topic = { id: 'h', course: 'c', name: 'Homicide', parent: null, order: '' };
  const { steps, topic } = stepsToPath([homicide], 'c', 'homicide > Murder > Implied malice');
  expect(steps.map(({ name }) => name)).toEqual(['Murder', 'Implied malice']);
  expect(steps[0]?.parent).toBe('h');
  expect(steps[1]?.parent).toBe(steps[0]?.topic);
  expect(topic).toBe(steps[1]?.topic);
});
