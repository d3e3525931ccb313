import { expect, test } from 'vitest';
import type { Topic } from '../api/types.ts';
import { inOutlineOrder } from './topics.ts';

const topic = (id: string, parent: string | null, order: string): Topic => ({
  id,
  course: 'c',
  name: id,
  parent,
  order,
});
const ids = (topics: Topic[]) => inOutlineOrder(topics).map(({ id }) => id);

test('topics stand as in the outline, each before those under it', () => {
  const topics = [
    topic('self-defense', 'defenses', 'a'),
    topic('homicide', null, 'b'),
    topic('murder', 'homicide', 'b'),
    topic('defenses', null, 'c'),
    topic('manslaughter', 'homicide', 'c'),
  ];
  expect(ids(topics)).toEqual(['homicide', 'murder', 'manslaughter', 'defenses', 'self-defense']);
});

test('topics under one that is gone, or under one another, are not left out', () => {
  const topics = [topic('lost', 'gone', 'a'), topic('a', 'b', 'b'), topic('b', 'a', 'c')];
  expect(ids(topics)).toEqual(['lost', 'a', 'b']);
});
