import { expect, test } from 'vitest';
import type { Topic } from '../api/types.ts';
import { placeAfterMove } from './topic-moves.ts';

const topic = (id: string, parent: string | null): Topic => ({
  id,
  parent,
  course: 'c',
  name: id,
  order: '',
});

/** Homicide (Murder, Manslaughter, Suicide), Theft */
const topics = [
  topic('homicide', null),
  topic('murder', 'homicide'),
  topic('manslaughter', 'homicide'),
  topic('suicide', 'homicide'),
  topic('theft', null),
];

test.each([
  ['manslaughter', 'up', { parent: 'homicide', before: 'murder' }],
  ['murder', 'down', { parent: 'homicide', before: 'suicide' }],
  ['manslaughter', 'down', { parent: 'homicide', before: null }],
  ['manslaughter', 'indent', { parent: 'murder', before: null }],
  ['murder', 'outdent', { parent: null, before: 'theft' }],
] as const)('%s goes %s', (id, way, place) => {
  expect(placeAfterMove(topics, id, way)).toEqual(place);
});

test.each([
  ['homicide', 'up'],
  ['theft', 'down'],
  ['murder', 'indent'],
  ['theft', 'outdent'],
] as const)('%s cannot go %s', (id, way) => {
  expect(placeAfterMove(topics, id, way)).toBeNull();
});
