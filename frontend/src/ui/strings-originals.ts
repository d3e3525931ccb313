// The sentences about files that are missing from the library.

import { figures } from './figures.ts';

export const originalStrings = {
  summary: (n: number) => (n === 1 ? 'The file of a source is missing' : `${n} files are missing`),
  ofRow: 'Its file is missing',
  title: 'Missing file',
  explain:
    'Text and marks are here all the same; pages as printed and other texts need the file. ' +
    'It is known by its bytes, whatever it is called now.',
  folder: 'Folder on the computer that holds the library',
  folderHint: '~/Documents',
  search: 'Look there',
  searching: 'Looking…',
  give: 'I have it here…',
  giveOf: (file: string) => `I have it here… (${file})`,
  drop: 'or drop it on this line',
  found: (files: readonly string[]) =>
    `${files.join(', ')} ${files.length === 1 ? 'is' : 'are'} back in the library.`,
  notFound: (looked: number) =>
    `Not among the ${looked === 1 ? 'one file' : `${figures(looked)} files`} there. Name another folder.`,
};
