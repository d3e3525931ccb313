// What forms must keep to, and new ones that keep to it.

import type { FormDetail, FormSection } from '../api/forms.ts';
import type { FormKind, Pen } from '../api/types.ts';
import { formStrings } from '../ui/strings-forms.ts';

const text = formStrings.problems;

/** What is wrong with a part: a sentence, "" for nothing. */
export function partProblem(section: FormSection, sections: readonly FormSection[]): string {
  const title = tidy(section.title);
  if (!title) return text.partTitle;
  const names = [title, keyOf(section)];
  const others = sections.filter((other) => other !== section);
  const isTwin = others.some(
    (other) => names.includes(tidy(other.title)) || names.includes(keyOf(other)),
  );
  return isTwin ? text.twin : '';
}

/** What a part is known by: its first heading. */
export const keyOf = ({ id, title }: FormSection): string => id || tidy(title);

/**
 * Give a part another heading. `known` is what it is known by where it is kept already, so that
 * what was written in it stays with it; "" for a part that is new.
 */
export function retitle(section: FormSection, title: string, known: string): void {
  section.title = title;
  section.id = known === tidy(title) ? '' : known;
}

/** Whether a form can be kept. */
export const isSound = (form: FormDetail): boolean =>
  tidy(form.title) !== '' && form.sections.every((part) => !partProblem(part, form.sections));

/** Give a form without blanks around its words and without pairs that lead nowhere. */
export function tidied(form: FormDetail): FormDetail {
  const titles = form.sections.map(({ title }) => tidy(title));
  const sections = form.sections.map((part) => {
    const title = tidy(part.title);
    const pair = tidy(part.pairs_with);
    return {
      ...part,
      title,
      text: part.text.trim(),
      topics: part.topics.map(tidy).filter(Boolean),
      pairs_with: pair !== title && titles.includes(pair) ? pair : '',
    };
  });
  return { ...form, title: tidy(form.title), sections };
}

export function newSection(title: string): FormSection {
  return {
    title,
    takes: [],
    show: 'own-words',
    numbered: false,
    pairs_with: '',
    order: 'text',
    only: 'all',
    topics: [],
    importance: 0,
    group_by: 'nothing',
    layout: 'list',
    text: '',
    id: '',
  };
}

export const newForm = (
  kind: FormKind,
  title: string,
  others: readonly FormDetail[],
): FormDetail => ({
  id: freeId(title, others),
  title,
  kind,
  sections: [],
  columns: 'sections',
  size: { pages: 2, paper: 'a4', text_columns: 2, smallest_type: 6.5 },
});

/** Give a form an id that no other has. */
export const withFreeId = (form: FormDetail, others: readonly FormDetail[]): FormDetail => ({
  ...structuredClone(form),
  id: others.some(({ id }) => id === form.id) ? freeId(form.title, others) : form.id,
});

function freeId(title: string, others: readonly FormDetail[]): string {
  const slug = title.normalize('NFKD').replace(/\p{M}/gu, '').toLowerCase();
  const word = slug.replace(/[\W_]+/g, '-').replace(/^-|-$/g, '') || 'form';
  let id = word;
  for (let n = 2; others.some((other) => other.id === id); n += 1) id = `${word}-${n}`;
  return id;
}

/** Whether a part takes a pen: by its id, or by what it becomes. */
export const takesPen = ({ takes }: FormSection, pen: Pen): boolean =>
  takes.includes(pen.id) || takes.includes(pen.becomes);

/** Take a pen into a part, or out of it; pens that share its role stay as they are. */
export function turnPen(section: FormSection, pen: Pen, pens: readonly Pen[]): void {
  if (!takesPen(section, pen)) {
    section.takes = [...section.takes, pen.id];
    return;
  }
  const mates = section.takes.includes(pen.becomes)
    ? pens.filter(({ id, becomes }) => id !== pen.id && becomes === pen.becomes)
    : [];
  const kept = section.takes.filter((word) => word !== pen.id && word !== pen.becomes);
  section.takes = [...new Set([...kept, ...mates.map(({ id }) => id)])];
}

/** What a part takes beside pens there are: roles that a pen may get. */
export const otherRoles = ({ takes }: FormSection, pens: readonly Pen[]): string[] =>
  takes.filter((word) => !pens.some(({ id, becomes }) => id === word || becomes === word));

const tidy = (words: string): string => words.trim().replace(/\s+/g, ' ');
