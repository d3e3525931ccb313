import { expect, it } from 'vitest';
import type { Topic } from '../api/types.ts';
import { placeAfterDrop, topicOf } from './dragging.ts';

const topic = (id: string, parent: string | null = null): Topic => ({
  ...{ id, parent, course: 'c', name: id, order: id },
});
const TOPICS = [topic('a'), topic('b', 'a'), topic('c', 'b'), topic('d')];

it('a topic is dropped before another or in it', () => {
  expect(placeAfterDrop(TOPICS, 'd', 'b', 'above')).toEqual({ parent: 'a', before: 'b' });
  expect(placeAfterDrop(TOPICS, 'd', 'b', 'inside')).toEqual({ parent: 'b', before: null });
});

it('a topic goes neither onto itself nor under what is under it', () => {
  for (const on of ['a', 'b', 'c', 'gone'])
    expect(placeAfterDrop(TOPICS, 'a', on, 'inside')).toBeNull();
});

it('a section says of which topic it is', () => {
  expect(topicOf('topic:t/section:Rule')).toBe('t');
  expect(topicOf('tray')).toBe('');
});
