import { expect, test } from 'vitest';
import type { Annotation, Pen, Topic } from '../api/types.ts';
import {
  filtered,
  filters,
  foldWords,
  MYSELF,
  NO_FILTER,
  NO_TOPIC,
  type MarkFilter,
} from './filter.ts';

const made = (id: string, fields: Partial<Annotation> = {}): Annotation => ({
  id,
  source: 's',
  pen: 'rule',
  created: '2026-03-01T10:00:00.000Z',
  start: 0,
  end: 1,
  quote: '',
  own_words: '',
  comment: '',
  topics: [],
  pinpoint: '',
  area: null,
  more: [],
  importance: 0,
  answered: false,
  links: [],
  creator: '',
  modified: '',
  printed: null,
  ...fields,
});

const pen = (id: string, becomes: string) => [id, { id, becomes } as Pen] as const;
const topic = (id: string, parent: string | null): Topic => ({
  id,
  parent,
  course: 'c',
  name: id,
  order: 'a',
});

const AROUND = {
  pens: new Map([pen('rule', 'rule'), pen('issue', 'issue'), pen('doubt', 'question')]),
  topics: [topic('killing', null), topic('murder', 'killing'), topic('malice', 'murder')],
  wordsOf: (mark: Annotation) => foldWords(`${mark.quote} ${mark.own_words}`),
};

const MARKS = [
  made('a', { quote: 'The keeper’s duty', importance: 2, topics: ['malice'] }),
  made('b', { pen: 'issue', answered: true, own_words: 'Must he fence it in?' }),
  made('c', { pen: 'doubt', creator: 'ana', topics: ['other'] }),
  made('d', { created: '2026-03-05T10:00:00.000Z', importance: 3, answered: true }),
];

const found = (filter: Partial<MarkFilter>) =>
  filtered(MARKS, { ...NO_FILTER, ...filter }, AROUND)
    .map(({ id }) => id)
    .join('');

test('a filter that asks for nothing lets all pass', () => {
  expect(filters({ ...NO_FILTER, text: '  ' })).toBe(false);
  expect(filtered(MARKS, NO_FILTER, AROUND)).toBe(MARKS);
});

test.each([
  [{ pen: 'issue' }, 'b'],
  [{ importance: 2 }, 'ad'],
  [{ since: '2026-03-05' }, 'd'],
  [{ creator: 'ana' }, 'c'],
  [{ creator: MYSELF }, 'abd'],
  [{ topic: 'killing' }, 'a'],
  [{ topic: NO_TOPIC }, 'bd'],
  [{ text: "KEEPER'S dut" }, 'a'],
  [{ text: 'fence keeper' }, ''],
  [{ importance: 2, since: '2026-03-05' }, 'd'],
])('%o finds %s', (filter, expected) => {
  expect(filters({ ...NO_FILTER, ...filter })).toBe(true);
  expect(found(filter)).toBe(expected);
});

test('only marks whose pen asks are questions, open or answered', () => {
  expect(found({ question: 'answered' })).toBe('b');
  expect(found({ question: 'open' })).toBe('c');
});

test('topics that stand in a circle do not keep the filter busy for ever', () => {
  const topics = [topic('x', 'y'), topic('y', 'x')];
  expect(filtered(MARKS, { ...NO_FILTER, topic: 'x' }, { ...AROUND, topics })).toEqual([]);
});
