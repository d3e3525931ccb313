import { describe, expect, it } from 'vitest';
import type { Pen } from '../api/types.ts';
import {
  isSound,
  newForm,
  newSection,
  otherRoles,
  partProblem,
  retitle,
  takesPen,
  tidied,
  turnPen,
  withFreeId,
} from './form-rules.ts';

const pen = (id: string, becomes: string): Pen => ({
  ...{ id, becomes, name: id, colour: '#0072b2', stroke: 'solid', letter: id.slice(0, 1) },
  ...{ key: '', meaning: '', retired: false, group: '' },
});
const PENS = [pen('r1', 'rule'), pen('r2', 'rule'), pen('f', 'facts')] as const;

describe('forms', () => {
  it('get an id that no other has, made of the title', () => {
    const first = newForm('brief', 'Fiché d’arrêt', []);
    expect(first.id).toBe('fiche-d-arret');
    expect(newForm('brief', 'Fiché d’arrêt', [first]).id).toBe('fiche-d-arret-2');
    expect(newForm('brief', '判例', []).id).toBe('form');
    expect(withFreeId(first, []).id).toBe('fiche-d-arret');
    expect(withFreeId(first, [first]).id).toBe('fiche-d-arret-2');
  });

  it('are kept when they and their parts have titles of their own', () => {
    const form = newForm('list', 'List', []);
    expect(isSound(form)).toBe(true);
    form.sections = [newSection('A'), newSection(' A ')];
    expect(isSound(form)).toBe(false);
    expect(partProblem(newSection(' '), [])).not.toBe('');
    expect(isSound({ ...form, title: ' ', sections: [] })).toBe(false);
  });

  it('are kept without blanks and without pairs that lead nowhere', () => {
    const form = newForm('brief', ' A  brief ', []);
    form.sections = [
      { ...newSection(' Issues '), pairs_with: 'Holdings', topics: [' Duty ', ''] },
      { ...newSection('Holdings'), pairs_with: 'gone' },
    ];
    const { title, sections } = tidied(form);
    expect(title).toBe('A brief');
    expect(sections.map((part) => part.pairs_with)).toEqual(['Holdings', '']);
    expect(sections[0]?.topics).toEqual(['Duty']);
  });
});

describe('a part', () => {
  it('is known by its first heading, so that what was written in it stays with it', () => {
    const part = newSection('Rule');
    retitle(part, 'Law', 'Rule');
    retitle(part, 'The law', 'Rule');
    expect(part).toMatchObject({ title: 'The law', id: 'Rule' });
    expect(partProblem(newSection('Rule'), [part])).not.toBe('');
    retitle(part, 'Rule ', 'Rule');
    expect(part.id).toBe('');
  });

  it('takes a pen by its id or by what it becomes', () => {
    const part = { ...newSection('Rule'), takes: ['rule'] };
    expect(PENS.map((each) => takesPen(part, each))).toEqual([true, true, false]);
  });

  it('lets one pen go and keeps those that share its role', () => {
    const part = { ...newSection('Rule'), takes: ['rule', 'theme'] };
    turnPen(part, PENS[0], PENS);
    expect(part.takes).toEqual(['theme', 'r2']);
    turnPen(part, PENS[0], PENS);
    expect(part.takes).toEqual(['theme', 'r2', 'r1']);
    expect(otherRoles(part, PENS)).toEqual(['theme']);
  });
});
