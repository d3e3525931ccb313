import { expect, it } from 'vitest';
import type { Notes, NotesSection } from '../api/types.ts';
import { restore } from './restoring.ts';

const section = (key: string, title: string, sections: NotesSection[] = []): NotesSection => ({
  ...{ key, title, sections, level: 1, number: '', gap: '', topic: null, text: '' },
  ...{ lines: [], pairs: [], written: [], hidden: [], layout: 'list' },
});
const notes = (...sections: NotesSection[]): Notes => ({
  ...{ form: 'outline', kind: 'outline', title: 'T', form_title: 'Outline', course_name: 'T' },
  ...{ scope: 'c', caption: null, sections, pens: [], written: [], links: [] },
});
const BEFORE = notes(section('a', 'A', [section('b', 'B whole')]), section('c', 'C whole'));

it('sections that stayed come from the notes there were', () => {
  const sent = notes(section('a', 'A changed', [section('b', 'B')]), section('c', 'C'));
  const whole = restore(sent, ['b', 'c'], BEFORE);
  expect(whole?.sections.map(({ title }) => title)).toEqual(['A changed', 'C whole']);
  expect(whole?.sections[0]?.sections[0]).toBe(BEFORE.sections[0]?.sections[0]);
});

it('whole notes are taken as they are, and what is missing is noticed', () => {
  const sent = notes(section('a', 'A'));
  expect(restore(sent, [], undefined)).toBe(sent);
  expect(restore(sent, ['a'], undefined)).toBeUndefined();
});
