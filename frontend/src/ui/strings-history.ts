// The sentences of the history: of the library, and of one mark.

import { figures } from './figures.ts';

const steps = (n: number): string => `${figures(n)} ${n === 1 ? 'step' : 'steps'}`;

const fields: Record<string, string> = {
  passage: 'Passage',
  pen: 'Pen',
  own_words: 'Own words',
  comment: 'Comment',
  topics: 'Topics',
  importance: 'Importance',
  answered: 'Question',
  link: 'Link',
  deleted: 'Mark',
};

export const historyStrings = {
  title: 'History',
  open: 'History: what was done, and the way back',
  explain: 'What was done in this library, the latest first. You can go back to any step.',
  filter: 'Filter the steps',
  today: 'Today',
  yesterday: 'Yesterday',
  by: (actor: string) => `by ${actor}`,
  undone: (ago: string) => `undone ${ago}`,
  justNow: 'just now',
  undo: 'Undo down to here',
  redo: 'Redo up to here',
  undoLatest: 'Undo',
  jumpTo: (way: string, n: number, label: string) => `${way}: ${steps(n)}, ${label}`,
  confirmUndo: (n: number) => `Undo ${steps(n)}`,
  confirmRedo: (n: number) => `Redo ${steps(n)}`,
  done: (sentence: string) => `${sentence}.`,
  earlier: 'Earlier…',
  nothing: 'Nothing was done here yet: mark a passage, and it stands here.',
  noMatch: (typed: string, n: number) => `None of the latest ${steps(n)} has “${typed}”.`,
  whole: 'That is all, back to the beginning.',

  ofMark: 'History',
  loading: 'Looking it up…',
  madeBy: (creator: string) => `Made by ${creator}`,
  asMade: 'As it was made',
  field: (name: string) => fields[name] ?? name,
  was: 'was',
  became: 'became',
  takenOut: 'taken out',
  markUndone: 'undone',
  unchanged: 'Not changed since.',
} as const;
