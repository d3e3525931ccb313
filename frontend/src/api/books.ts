/** Details, references, the bin and imports; mirrors `web/wire_details.py` and `wire_imports.py`. */
import { call, send } from './http.ts';
import { caption, job, textSection } from './replies.ts';
import type { Bibliography, Name } from './requests-books.ts';
import type { Caption, Job, TextSection } from './types.ts';
import {
  array,
  boolean,
  number,
  object,
  optionalList,
  optionalString,
  string,
} from './validate.ts';

export interface Edition {
  edition: string;
  file_name: string;
  kind: string;
  length: number;
  made_by: string;
  problems: string[];
  in_use: boolean;
}

export interface Details {
  id: string;
  title: string;
  course: string;
  archived: boolean;
  caption: Caption;
  bibliography: Bibliography;
  editions: Edition[];
  offers: string[];
}

export interface FieldChange {
  field: string;
  /** "" for nothing said. */
  old: string;
  new: string;
}

export interface ReferencesPreview {
  matched: { source: string; title: string; changes: FieldChange[] }[];
  unmatched: { title: string; authors: string; issued: string }[];
  problems: string[];
}

export interface Binned {
  id: string;
  title: string;
  kind: string;
  length: number;
  marks: number;
}

export interface Bin {
  sources: Binned[];
  /** Bytes that emptying would free. */
  size: number;
}

export interface ImportProblem {
  id: string;
  file: string;
  at: string;
  state: string;
  source: string;
  title: string;
  problems: string[];
}

/** The first pages of a book that is still being read. */
export interface Preview {
  title: string;
  pages: number;
  language: string;
  direction: string;
  sections: TextSection[];
}

export const REFERENCE_FORMATS = ['bibtex', 'ris', 'csl'] as const;
export type ReferenceFormat = (typeof REFERENCE_FORMATS)[number];

const name = object<Name>({ family: string, given: optionalString });

export const bibliography = object<Bibliography>({
  kind: optionalString,
  authors: optionalList(name),
  editors: optionalList(name),
  issued: optionalString,
  container: optionalString,
  volume: optionalString,
  issue: optionalString,
  pages: optionalString,
  edition: optionalString,
  publisher: optionalString,
  place: optionalString,
  isbn: optionalString,
  doi: optionalString,
  url: optionalString,
  language: optionalString,
  key: optionalString,
});

const edition = object<Edition>({
  edition: string,
  file_name: string,
  kind: string,
  length: number,
  made_by: string,
  problems: array(string),
  in_use: boolean,
});

const details = object<Details>({
  id: string,
  title: string,
  course: string,
  archived: boolean,
  caption,
  bibliography,
  editions: array(edition),
  offers: array(string),
});

const fieldChange = object<FieldChange>({ field: string, old: string, new: string });
const match = object<ReferencesPreview['matched'][number]>({
  source: string,
  title: string,
  changes: array(fieldChange),
});
const unmatched = object<ReferencesPreview['unmatched'][number]>({
  title: string,
  authors: string,
  issued: string,
});
const referencesPreview = object<ReferencesPreview>({
  matched: array(match),
  unmatched: array(unmatched),
  problems: array(string),
});

const binned = object<Binned>({
  id: string,
  title: string,
  kind: string,
  length: number,
  marks: number,
});
const bin = object<Bin>({ sources: array(binned), size: number });

const problem = object<ImportProblem>({
  id: string,
  file: string,
  at: string,
  state: string,
  source: string,
  title: string,
  problems: array(string),
});

const preview = object<Preview>({
  title: string,
  pages: number,
  language: string,
  direction: string,
  sections: array(textSection),
});

const at = (id: string) => encodeURIComponent(id);

export const getDetails = (source: string): Promise<Details> =>
  call(`/api/sources/${at(source)}/details`, details);

/** Which sources references are of: those named, those of a course, or all. */
export type ReferenceScope = { sources: readonly string[] } | { course: string };

function query(format: ReferenceFormat, scope: ReferenceScope): string {
  const chosen = new URLSearchParams({ format });
  if ('course' in scope) chosen.set('course', scope.course);
  else for (const source of scope.sources) chosen.append('source', source);
  return chosen.toString();
}

/** The address of references as a file. */
export const referencesAddress = (format: ReferenceFormat, scope: ReferenceScope): string =>
  `/api/references?${query(format, scope)}`;

/** Ask which fields a format cannot carry; sentences. */
export const getReferencesReport = (
  format: ReferenceFormat,
  scope: ReferenceScope,
): Promise<string[]> => call(`/api/references/report?${query(format, scope)}`, array(string));

/** Ask what an import of references would do. */
export const previewReferences = (text: string): Promise<ReferencesPreview> =>
  call('/api/references/preview', referencesPreview, { method: 'POST', body: { text } });

export const getBin = (): Promise<Bin> => call('/api/bin', bin);

export const cancelImport = (id: string): Promise<Job> =>
  call(`/api/imports/${at(id)}/cancel`, job, { method: 'POST', body: {} });

export const getPreview = (id: string): Promise<Preview> =>
  call(`/api/imports/${at(id)}/preview`, preview);

export const getImportProblems = (): Promise<ImportProblem[]> =>
  call('/api/import-problems', array(problem));

/** Forget problems that the reader has seen; all of them without ids. */
export const dismissProblems = (ids: readonly string[] | null): Promise<void> =>
  send('/api/import-problems/dismiss', { method: 'POST', body: { ids } });
