// The sentences of the page on keeping the library safe.

import { figures } from './figures.ts';

const changes = (n: number): string => `${figures(n)} ${n === 1 ? 'change' : 'changes'}`;

const fields: Record<string, string> = {
  target: 'passage',
  pen: 'pen',
  own_words: 'own words',
  comment: 'comment',
  topics: 'topics',
  importance: 'importance',
  answered: 'question',
  deleted: 'whether it is deleted',
  text: 'text',
  toml: 'pens',
};

export const keepingStrings = {
  title: 'Safekeeping',
  about:
    'Your library is one folder on this computer. Here you see that it is safe, and share it with your other computers.',
  conflicts: 'To be decided',
  conflictsAbout:
    'These were changed in two ways on computers that did not know of each other. Both are kept, and you can decide whenever you like.',
  noConflicts: 'Nothing was changed in two ways.',
  field: (field: string) => fields[field] ?? field,
  shown: 'shown now',
  here: 'on this computer',
  there: 'on another computer',
  by: (actor: string) => `by ${actor}`,
  nothing: 'nothing',
  keepThis: 'Keep this',
  keepThisOf: (words: string) => `Keep this: “${words}”`,
  together: 'Put together…',
  togetherLabel: 'What is to stand instead of both',
  save: 'Keep this text',
  deletedThere: 'It was deleted, and changed elsewhere by somebody who did not know.',
  deleteIt: 'Delete it',
  keepIt: 'Keep it',
  goThere: 'Go to the mark',
  sharing: 'Other computers',
  sharingAbout:
    'The same library on your other computers, each complete, also without a network. They meet in a folder that any program carries between them: Syncthing, Dropbox, OneDrive, Nextcloud, a stick.',
  folder: 'Folder',
  folderHint: '~/Sync/Law',
  name: 'What this computer is called there',
  share: 'Share by this folder',
  end: 'Share no longer',
  ended: 'The library is not shared any more. Everything stays where it is.',
  visit: 'Look now',
  sharedBy: 'Shared by',
  as: (name: string) => `as “${name}”`,
  visited: (ago: string) => `Looked into ${ago}.`,
  never: 'Not looked into yet.',
  did: (received: number, sent: number) => {
    const done = [
      received > 0 && `received ${changes(received)}`,
      sent > 0 && `sent ${changes(sent)}`,
    ].filter(Boolean);
    return done.length > 0 ? `Then: ${done.join(', ')}.` : 'Nothing was new.';
  },
  waitingBooks: (n: number) =>
    n === 1
      ? '1 file of a book is still to come.'
      : `${figures(n)} files of books are still to come.`,
  join: 'On the other computer:',
  joinCommand: (folder: string) => `glossator join ${folder}`,
  noDevices: 'No other computer has looked into this folder yet.',
  device: (ago: string) => `last here ${ago}`,
  waiting: (n: number) => (n === 0 ? 'has everything' : `${changes(n)} wait for it`),
  devices: 'Computers that share it',
  direct: 'Directly',
  directAbout:
    'Two computers in one house can also speak to each other. On the other one start Glossator so that it listens (glossator serve --listen 0.0.0.0) and open Devices there: it shows an address and a code.',
  address: 'Address of the other computer',
  addressHint: 'https://192.168.1.20:8460',
  code: 'Code',
  add: 'Speak to it',
  remove: 'No longer',
  removeOf: (address: string) => `No longer: ${address}`,
  met: (ago: string) => `met ${ago}`,
  notMet: 'not met yet',
};
