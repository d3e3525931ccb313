import { expect, test } from 'vitest';
import type { NotesLine, NotesSection } from '../api/types.ts';
import { linesOf, topicsOfLine } from './lines.ts';

const line = (annotation: string) => ({ annotation, own_words: annotation }) as NotesLine;

const section = (given: Partial<NotesSection>): NotesSection => ({
  key: '',
  title: '',
  level: 1,
  number: '',
  lines: [],
  pairs: [],
  gap: '',
  topic: null,
  sections: [],
  written: [],
  hidden: [],
  text: '',
  layout: 'list',
  ...given,
});

test('the lines of a pair count as lines, and a gap in it does not', () => {
  const pair = { number: '1', first: line('issue'), second: null, first_gap: '', second_gap: '–' };
  expect(linesOf(section({ pairs: [pair] })).map(({ annotation }) => annotation)).toEqual([
    'issue',
  ]);
});

test('a mark has the topics under which it stands, also in a part of a topic', () => {
  const part = section({ key: 'rule', lines: [line('x')] });
  const outline = [
    section({ topic: 'murder', sections: [part] }),
    section({ topic: 'theft', lines: [line('x'), line('y')] }),
    section({ key: 'tray', lines: [line('z')] }),
  ];
  expect(topicsOfLine(outline, 'x')).toEqual(['murder', 'theft']);
  expect(topicsOfLine(outline, 'z')).toEqual([]);
});
