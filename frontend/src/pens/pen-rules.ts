// What a set of pens must keep to, and new pens that keep to it.

import type { Pen } from '../api/types.ts';
import { STROKES } from '../api/types.ts';
import { strings } from '../ui/strings.ts';

/** The listed roles a pen may become; the reader's own word is allowed too. */
export const ROLES = [
  'parties',
  'relief',
  'facts',
  'procedure',
  'issue',
  'holding',
  'rule',
  'reasoning',
  'dictum',
  'separate-opinion',
  'disposition',
  'definition',
  'element',
  'test',
  'exception',
  'defence',
  'penalty',
  'scope',
  'policy',
  'authority',
  'example',
  'question',
  'helps',
  'hurts',
  'answer',
  'claim',
  'evidence',
  'method',
  'finding',
  'limitation',
  'cue',
  'idea',
  'summary',
  'theme',
  'other',
] as const;

export const KEYS = ['1', '2', '3', '4', '5', '6', '7', '8', '9', '0'] as const;

/** Okabe and Ito's colours and a grey, told apart by most eyes; black can be seen on no dark paper. */
export const PALETTE = [
  '#0072b2',
  '#56b4e9',
  '#009e73',
  '#f0e442',
  '#e69f00',
  '#d55e00',
  '#cc79a7',
  '#999999',
] as const;

/** What is wrong with a pen: a sentence for each field that has to be mended. */
export type PenProblems = Partial<Record<'name' | 'letter' | 'key' | 'becomes', string>>;

const text = strings.pens.problems;

/** Say what is wrong with each of a system's pens; sound ones are left out. */
export function findProblems(pens: readonly Pen[]): Map<string, PenProblems> {
  const found = pens.map((pen) => [pen.id, problemsOf(pen, pens)] as const);
  return new Map(found.filter(([, problems]) => Object.keys(problems).length > 0));
}

function problemsOf(pen: Pen, pens: readonly Pen[]): PenProblems {
  const others = pens.filter(({ id }) => id !== pen.id);
  const found = {
    name: problemOfName(pen, others),
    letter: problemOfLetter(pen, others),
    key: problemOfKey(pen, others),
    becomes: pen.becomes.trim() ? '' : text.noRole,
  };
  return Object.fromEntries(Object.entries(found).filter(([, sentence]) => sentence));
}

function problemOfName(pen: Pen, others: readonly Pen[]): string {
  if (!pen.name.trim()) return text.noName;
  return others.some((other) => same(other.name, pen.name)) ? text.sameName(pen.name) : '';
}

function problemOfLetter(pen: Pen, others: readonly Pen[]): string {
  const letters = Array.from(pen.letter.trim()).length;
  if (letters === 0) return text.noLetter;
  if (letters > 2) return text.longLetter;
  const holder = others.find((other) => other.letter.trim() === pen.letter.trim());
  return holder ? text.sameLetter(holder.name) : '';
}

function problemOfKey(pen: Pen, others: readonly Pen[]): string {
  if (pen.retired || !pen.key) return '';
  const holder = others.find((other) => !other.retired && other.key === pen.key);
  return holder ? text.sameKey(holder.name) : '';
}

const same = (a: string, b: string): boolean =>
  a.trim().toLocaleLowerCase() === b.trim().toLocaleLowerCase();

/** Make a pen that clashes with none. */
export function newPen(id: string, pens: readonly Pen[]): Pen {
  const free = <Value extends string>(values: readonly Value[], field: keyof Pen) =>
    values.find((value) => pens.every((pen) => pen.retired || pen[field] !== value));
  const letters = 'NABCDEFGHIJKLMOPQRSTUVWXYZ'.split('');
  return {
    id,
    name: freeName(pens),
    colour: free(PALETTE, 'colour') ?? PALETTE[0],
    stroke: free(STROKES, 'stroke') ?? STROKES[pens.length % STROKES.length] ?? 'solid',
    letter: letters.find((letter) => pens.every((pen) => pen.letter !== letter)) ?? '',
    key: free(KEYS, 'key') ?? '',
    meaning: '',
    becomes: 'other',
    retired: false,
    group: '',
  };
}

function freeName(pens: readonly Pen[]): string {
  const base = strings.pens.newPen;
  const names = [base, ...pens.map((_, index) => `${base} ${index + 2}`)];
  return names.find((name) => pens.every((pen) => !same(pen.name, name))) ?? base;
}
