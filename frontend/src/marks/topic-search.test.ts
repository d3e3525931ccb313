import { expect, test } from 'vitest';
import { namesInPath } from '../lib/topics.ts';
import { findExact, matchingTopics } from './topic-search.ts';

const choices = [
  { id: '1', path: 'Homicide' },
  { id: '2', path: 'Homicide > Murder' },
  { id: '3', path: 'Homicide > Murder > Felony murder' },
  { id: '4', path: 'Défences > Necessity' },
];
const ids = (typed: string) => matchingTopics(choices, typed).map(({ id }) => id);

test('the beginning of a word finds its topic, the shortest path first', () => {
  expect(ids('mur')).toEqual(['2', '3']);
});

test('words of parents narrow the search', () => {
  expect(ids('hom fel')).toEqual(['3']);
});

test('accents and case do not matter', () => {
  expect(ids('DEF')).toEqual(['4']);
});

test('the middle of a word finds nothing', () => {
  expect(ids('urder')).toEqual([]);
});

test('nothing typed gives all', () => {
  expect(ids('')).toEqual(['1', '4', '2', '3']);
});

test('a path that is there is found whatever its spaces', () => {
  expect(findExact(choices, 'homicide>murder')?.id).toBe('2');
  expect(findExact(choices, 'homicide > man')).toBeUndefined();
});

test('a typed path is its names', () => {
  expect(namesInPath(' Homicide >  Murder> ')).toEqual(['Homicide', 'Murder']);
});
