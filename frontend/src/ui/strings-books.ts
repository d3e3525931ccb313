// The sentences of the library's list: sorting, choosing, details, references, the bin.

import { count } from './figures.ts';
import type { ReferenceFormat } from '../api/books.ts';
import type { BibliographyField } from '../api/requests-books.ts';
import type { ReadingState, SortKey } from '../library/sorting.ts';

const kinds: Record<string, string> = {
  pdf: 'PDF',
  epub: 'EPUB',
  docx: 'Word',
  odt: 'ODT',
  rtf: 'RTF',
  html: 'Web page',
  mhtml: 'Web page',
  'html-bundle': 'Web page',
  markdown: 'Markdown',
  text: 'Text',
  image: 'Scan',
};

const KILOBYTE = 1000;

/** Write a size: "3.4 MB". */
function size(bytes: number): string {
  if (bytes < KILOBYTE) return count(bytes, 'byte', 'bytes');
  const units = ['kB', 'MB', 'GB'];
  let [value, at] = [bytes / KILOBYTE, 0];
  for (; value >= KILOBYTE && at < units.length - 1; at++) value /= KILOBYTE;
  return `${value < 10 ? value.toFixed(1) : Math.round(value)} ${units[at] ?? ''}`;
}

const sorts: Record<SortKey, string> = {
  title: 'Title',
  authors: 'Author',
  kind: 'Kind',
  court: 'Court',
  decided: 'Year',
  length: 'Length',
  marks: 'Marks',
  progress: 'Read',
  read: 'Last read',
};

const states: Record<ReadingState, string> = {
  all: 'All',
  unread: 'Not read yet',
  begun: 'Begun',
  archived: 'Archived',
};

const formats: Record<ReferenceFormat, string> = {
  bibtex: 'BibTeX',
  ris: 'RIS',
  csl: 'CSL JSON',
};

const fields: Record<BibliographyField, string> = {
  issued: 'Year or date',
  container: 'Journal, reporter or collection',
  volume: 'Volume',
  issue: 'Issue',
  pages: 'Pages',
  edition: 'Edition',
  publisher: 'Publisher',
  place: 'Place',
  isbn: 'ISBN',
  doi: 'DOI',
  url: 'Address (URL)',
  language: 'Language',
  key: 'Citation key',
};

const workKinds: Record<string, string> = {
  '': 'Not known',
  book: 'Book',
  chapter: 'Chapter',
  'article-journal': 'Article',
  legal_case: 'Case',
  legislation: 'Statute',
  report: 'Report',
  thesis: 'Thesis',
  webpage: 'Web page',
  document: 'Other',
};

export const bookStrings = {
  kind: (name: string): string => kinds[name] ?? name,
  size,
  sort: 'Sort by',
  sorts,
  sortedBy: (key: SortKey) => `Sort by ${sorts[key].toLowerCase()}`,
  state: 'Show',
  states,
  anyKind: 'Every kind',
  kindLabel: 'Kind',
  nothing: 'No source is like that.',
  showAll: 'Show all',
  allArchived: 'All sources of this course are archived.',
  progress: (share: number) => `${Math.round(share * 100)} %`,
  texts: (n: number) => `${n} texts`,
  choose: (title: string) => `Choose ${title}`,
  chooseAll: 'Choose all sources shown',
  chosen: (n: number) => `${count(n, 'source', 'sources')} chosen`,
  moveTo: 'Move to',
  archive: 'Archive',
  unarchive: 'Take out of the archive',
  remove: 'Delete',
  references: 'References',
  clear: 'Choose none',
  formats,
  as: (format: ReferenceFormat) => `Export references (${formats[format]})`,
  binned: (n: number) => `${count(n, 'source is', 'sources are')} in the bin.`,
  binnedOne: (title: string) => `“${title}” is in the bin.`,
  bin: 'Bin…',
  binTitle: 'Bin',
  binEmpty: 'The bin is empty. What you delete waits here until you empty it.',
  restore: 'Restore',
  restoreOne: (title: string) => `Restore ${title}`,
  marks: (n: number) => count(n, 'mark', 'marks'),
  emptyBin: (bytes: number) => `Empty the bin (${size(bytes)})…`,
  emptyBinAsk: (n: number, bytes: number) =>
    `${count(n, 'source', 'sources')} and their files (${size(bytes)}) will be gone for good. ` +
    'Their marks stay in the log: import a file again and they find their places.',
  emptyBinDo: 'Empty the bin',
  details: 'Details…',
  textsDialog: 'Texts and remarks…',
  detailsTitle: 'Details',
  names: { authors: 'Authors', editors: 'Editors' },
  family: 'Family name, or a body’s whole name',
  given: 'Given names',
  addName: { authors: 'Add an author', editors: 'Add an editor' },
  removeName: (name: string) => `Remove ${name || 'this name'}`,
  workKind: 'Kind of work',
  workKinds,
  fields,
  of: { case: 'The case', work: 'The work' },
  importReferences: 'Import references…',
  referencesTitle: 'Import references',
  referencesMatched: (n: number) => `${count(n, 'entry fits', 'entries fit')} a source`,
  referencesSame: 'says nothing new',
  referencesUnmatched: (n: number) => `${count(n, 'entry fits', 'entries fit')} no source`,
  referencesCreate: 'Add them as sources without a file',
  referencesDo: 'Import',
  referencesNothing: 'The file holds no references.',
  change: (field: string, old: string, now: string) => `${field}: ${old || '–'} → ${now}`,
  cancel: 'Cancel',
  cancelOf: (file: string) => `Cancel ${file}`,
  firstPages: 'Read its first pages',
  problems: (n: number) => `Earlier imports: ${count(n, 'file', 'files')} with something to tell`,
  dismiss: 'Dismiss',
  dismissOf: (file: string) => `Dismiss ${file}`,
  dismissAll: 'Dismiss all',
  importFolder: 'Import a folder…',
  previewBanner: 'First pages, still reading…',
  previewHint: 'Marks can be made when the whole book has been read.',
  previewGone: 'This book is no longer being read.',
} as const;
