/** The checks of every reply of the server, one for each type in `types.ts`. */
import { bookImage, tableShape } from './book.ts';
import { caption } from './captions.ts';
import { penSystem } from './pens.ts';
import * as t from './types.ts';

import {
  array,
  boolean,
  nullable,
  number,
  object,
  oneOf,
  optional,
  optionalList,
  optionalString,
  pairOfStrings,
  row,
  string,
} from './validate.ts';

export { annotationsView } from './annotations.ts';
export { caption } from './captions.ts';
export { notesView } from './notes.ts';
export { operationReply } from './operations.ts';
export { pen, presets } from './pens.ts';

const course = object<t.Course>({ id: string, name: string, pen_system: string });

const topic = object<t.Topic>({
  id: string,
  course: string,
  name: string,
  parent: nullable(string),
  order: string,
});

const coverageRun = row<t.CoverageRun>({ pen: string, start: number, end: number });

const sourceRow = object<t.SourceRow>({
  id: string,
  title: string,
  course: string,
  kind: string,
  length: number,
  caption,
  file_name: string,
  problems: array(string),
  marks: number,
  coverage: array(coverageRun),
  place: number,
  last_read: string,
  authors: string,
  archived: boolean,
  texts: number,
  seconds_read: optional(number, () => 0),
});

export const libraryView = object<t.LibraryView>({
  id: string,
  name: string,
  cursor: number,
  read_only: boolean,
  courses: array(course),
  pen_systems: array(penSystem),
  topics: array(topic),
  sources: array(sourceRow),
  undo: string,
  redo: string,
  sample: boolean,
});

// ---------------------------------------------------------------- a source

export const sourceView = object<t.SourceView>({
  id: string,
  title: string,
  course: string,
  kind: string,
  edition: nullable(string),
  length: number,
  language: string,
  direction: string,
  caption,
  problems: array(string),
  pages: array(row<t.Page>({ index: number, label: string, start: number })),
  pinpoints: array(row<t.Pinpoint>({ scheme: string, part: string, label: string, start: number })),
  contents: array(row<t.Heading>({ title: string, level: number, start: number })),
  headings: array(row<t.RankedPlace>({ level: number, start: number })),
  sections: array(row<t.Section>({ start: number, end: number, blocks: number })),
  place: number,
  recognised: optional(boolean, () => false),
  seconds_read: optional(number, () => 0),
  preferred_scheme: optionalString,
  revision: optionalString,
});

const marker = object<t.Marker>({
  kind: string,
  start: number,
  end: number,
  label: string,
  target: optional(nullable(number), () => null),
});

const block = object<t.Block>({
  kind: string,
  start: number,
  text: string,
  level: optional(number, () => 0),
  label: optionalString,
  markers: optionalList(marker),
  styles: optionalList(row<t.Style>({ kind: string, start: number, end: number })),
  images: optionalList(bookImage),
  table: optional(nullable(tableShape), () => null),
  sure: optional(number, () => 100),
  continues: optional(boolean, () => false),
});

export const textSection = object<t.TextSection>({ index: number, blocks: array(block) });

export const textView = object<t.TextView>({
  edition: string,
  sections: array(textSection),
});

// ---------------------------------------------------------------- imports and events

export const job = object<t.Job>({
  id: string,
  file: string,
  state: oneOf(t.JOB_STATES),
  done: number,
  total: number,
  source: string,
  title: string,
  problems: array(string),
  kind: optional(string, () => 'import'),
  seconds_left: optional(number, () => 0),
  has_preview: boolean,
});
export const jobs = array(job);

export const importedAnnotations = object<t.ImportedAnnotations>({
  added: number,
  known: number,
  report: array(string),
});

export const serverEvent = object<t.ServerEvent>({
  cursor: number,
  touched: optionalList(pairOfStrings),
  label: optionalString,
  undo: optionalString,
  redo: optionalString,
  job: optional(nullable(job), () => null),
});

export const errorReply = object<t.ErrorReply>({ kind: string, message: string });
