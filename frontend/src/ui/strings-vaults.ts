// The sentences about taking a changed folder of notes home.

import { count } from './figures.ts';

export const vaultStrings = {
  open: 'Take a changed folder home…',
  title: 'Take a changed folder home',
  about:
    'Choose the folder that “All notes of the course” gave you, unpacked. What you changed in it (the words of lines, your own writing, new paragraphs) comes home in one step, which undo takes back.',
  folder: 'The folder of notes',
  reading: 'Comparing…',
  none: 'There is no Markdown file in this folder.',
  done: (taken: number, added: number) =>
    `${count(taken, 'change', 'changes')} and ${count(added, 'new text', 'new texts')} came home.`,
  conflicts: (n: number) =>
    `${count(n, 'text was', 'texts were')} changed here and in the folder; nothing of it was taken:`,
  here: 'Here',
  there: 'In the folder',
  nothing: '(no own words)',
  takeTheirs: 'Take what the folder says',
} as const;
