// The sentences of printed books: one without a file, passages marked by page and typed words.

import { count } from './figures.ts';

export const printStrings = {
  addBook: 'Add a book without a file…',
  addTitle: 'Add a book without a file',
  addHint:
    'For a book on your shelf: mark it by its printed pages. When you get a file of it, drop the file on its row, and the marks find their places.',
  title: 'Title',
  kind: 'Kind',
  year: 'Year',
  add: 'Add',

  heading: 'Mark a passage of the printed book',
  open: 'Printed book',
  pens: 'Pen (Alt with its key)',
  place: 'Place',
  reporter: 'Reporter',
  schemes: {
    'printed-page': 'Page',
    paragraph: 'Paragraph',
    'star-page': 'Star page',
    footnote: 'Footnote',
    line: 'Line',
  } as Readonly<Record<string, string>>,
  number: 'Number',
  words: 'Words',
  wordsHint: 'Type the passage, or its first and last words with … between',
  ownWords: 'Own words',
  comment: 'Comment',
  mark: 'Mark it',
  markHint: 'Enter marks it; page and pen stay for the next one.',
  change: 'Keep the changes',
  leave: 'Leave as it was',
  needs: { label: 'Say where it stands.', words: 'Type a few of its words.' },
  marked: (place: string, pen: string, n: number) =>
    `Marked ${place} as ${pen}: ${count(n, 'mark', 'marks')} from the printed book.`,
  changed: (place: string) => `Changed the mark at ${place}.`,
  deleted: (place: string) => `Deleted the mark at ${place}.`,
  list: (n: number) => `${count(n, 'mark', 'marks')} from the printed book`,
  notPlaced: 'not found in the text',
  edit: 'Change',
  editOf: (place: string) => `Change the mark at ${place}`,
  deleteOf: (place: string) => `Delete the mark at ${place}`,
  remove: 'Delete',
  show: 'Show in the text',
  none: 'Nothing is marked in the printed book yet. Type a page, a few words, and press Enter.',
  placeHere: 'Place it at the selection',
  placeHint: 'Select its passage in the text, then press + to place this mark there.',
  typed: (words: string) => `Typed: ${words}`,
  placed: 'The mark has its place.',
} as const;
