import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { Feed, type Change } from './feed.ts';
import type { OperationReply, ServerEvent } from './types.ts';

const event = (cursor: number): ServerEvent => ({
  cursor,
  touched: [['annotation', 'a']],
  label: 'mark',
  undo: 'mark',
  redo: '',
  job: null,
});

const reply = (cursor: number): OperationReply => ({
  cursor,
  step: 's',
  label: 'mark',
  touched: [['annotation', 'a']],
  repeated: false,
  undo: 'mark',
  redo: '',
  annotations: [],
  deleted: [],
  note: '',
});

let feed: Feed;
let heard: Change[];

beforeEach(() => {
  vi.useFakeTimers();
  feed = new Feed();
  heard = [];
  feed.onChange((change) => heard.push(change));
  feed.startAt(10);
});

afterEach(() => {
  vi.useRealTimers();
});

test('an own step is told once, by its reply, even when its event comes first', () => {
  feed.hear(event(11));
  feed.acknowledge(reply(11));
  vi.runAllTimers();
  expect(heard.map(({ own }) => own)).toEqual([true]);
});

test("somebody else's step is told by its event", () => {
  feed.hear(event(11));
  vi.runAllTimers();
  expect(heard).toMatchObject([{ own: false, everything: false, touched: [['annotation', 'a']] }]);
});

test('a step of several operations is no gap', () => {
  feed.hear(event(13));
  vi.runAllTimers();
  expect(heard).toMatchObject([{ everything: false }]);
});

test('a stream that begins further on means that everything may have changed', () => {
  feed.hear({ ...event(13), touched: [] });
  vi.runAllTimers();
  expect(heard).toMatchObject([{ everything: true }]);
});

test('an event from before the library was fetched is old news', () => {
  feed.hear(event(10));
  vi.runAllTimers();
  expect(heard).toEqual([]);
});

test('a stream that begins where the page is brings nothing new', () => {
  feed.hear({ ...event(10), touched: [] });
  vi.runAllTimers();
  expect(heard).toEqual([]);
});

test('where no step is under way nothing is waited for', () => {
  const quick = new Feed(() => false);
  const told: Change[] = [];
  quick.onChange((change) => told.push(change));
  quick.startAt(10);
  quick.hear(event(11));
  expect(told).toHaveLength(1);
  quick.acknowledge(reply(12));
  quick.hear(event(12));
  expect(told.map(({ own }) => own)).toEqual([false, true]);
});
