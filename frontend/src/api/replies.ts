/** The checks of every reply of the server, one for each type in `types.ts`. */
import { areaMark, areaOfLine } from './areas.ts';
import { bookImage, tableShape } from './book.ts';
import * as t from './types.ts';
import {
  array,
  boolean,
  lazy,
  nullable,
  number,
  object,
  oneOf,
  optional,
  optionalList,
  optionalString,
  pairOfNumbers,
  pairOfStrings,
  row,
  string,
  type Check,
} from './validate.ts';

export const caption = object<t.Caption>({
  parties: optionalString,
  court: optionalString,
  decided: optionalString,
  docket: optionalString,
  citation: optionalString,
  judges: optionalString,
});

export const pen = object<t.Pen>({
  id: string,
  name: string,
  colour: string,
  stroke: oneOf(t.STROKES),
  letter: string,
  key: string,
  meaning: string,
  becomes: string,
  retired: boolean,
  group: optionalString,
});

const form = object<t.Form>({ id: string, title: string, kind: oneOf(t.FORM_KINDS) });

const penSystem = object<t.PenSystem>({
  id: string,
  name: string,
  version: number,
  pens: array(pen),
  forms: array(form),
  problem: optionalString,
});

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

const preset = object<t.Preset>({
  id: string,
  name: string,
  pens: array(pen),
  about: optionalString,
});
export const presets = array(preset);

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

const offset = optional(nullable(number), () => null);

const anyAnnotation = object<t.Annotation>({
  id: string,
  source: optionalString,
  pen: string,
  created: string,
  start: offset,
  end: offset,
  quote: optionalString,
  own_words: optionalString,
  comment: optionalString,
  topics: optionalList(string),
  pinpoint: optionalString,
  area: optional(nullable(areaMark), () => null),
  more: optionalList(pairOfNumbers),
  importance: optional(number, () => 0),
  answered: optional(boolean, () => false),
  links: optionalList(object<t.Link>({ id: string, to: string, kind: string })),
  creator: optionalString,
  modified: optionalString,
});

type Sent = Partial<Record<keyof t.Annotation, unknown>>;

const TEXTS = ['id', 'pen', 'created'] as const;
const TEXTS_OR_NONE = [
  ...(['source', 'quote', 'own_words', 'comment', 'pinpoint'] as const),
  ...(['creator', 'modified'] as const),
];
const NUMBERS_OR_NONE = ['start', 'end', 'importance'] as const;
/** What few marks have: those are checked field by field. */
const RARE = ['area', 'more', 'links', 'answered'] as const;

const isText = (value: unknown): boolean => typeof value === 'string';
const isTextOrNone = (value: unknown): boolean => value === undefined || isText(value);
const isNumberOrNone = (value: unknown): boolean =>
  value === undefined || value === null || typeof value === 'number';
const areTexts = (value: unknown): boolean =>
  value === undefined || (Array.isArray(value) && value.every(isText));

const isAnnotation = (sent: Sent): boolean =>
  TEXTS.every((key) => isText(sent[key])) &&
  TEXTS_OR_NONE.every((key) => isTextOrNone(sent[key])) &&
  NUMBERS_OR_NONE.every((key) => isNumberOrNone(sent[key])) &&
  areTexts(sent.topics) &&
  RARE.every((key) => sent[key] === undefined || sent[key] === null);

/**
 * The same check by hand: a long book has 20,000 of these, and all get the same shape.
 *
 * What is wrong is left to the other one, which names the field.
 */
const annotation: Check<t.Annotation> = (value) => {
  if (typeof value !== 'object' || value === null || !isAnnotation(value)) {
    return anyAnnotation(value);
  }
  return complete(value);
};

// eslint-disable-next-line complexity -- one and the same question for each field
const complete = (sent: Partial<t.Annotation>): t.Annotation => ({
  id: sent.id ?? '',
  source: sent.source ?? '',
  pen: sent.pen ?? '',
  created: sent.created ?? '',
  start: sent.start ?? null,
  end: sent.end ?? null,
  quote: sent.quote ?? '',
  own_words: sent.own_words ?? '',
  comment: sent.comment ?? '',
  topics: sent.topics ?? [],
  pinpoint: sent.pinpoint ?? '',
  // What is rare goes the other way.
  area: null,
  more: [],
  importance: sent.importance ?? 0,
  answered: false,
  links: [],
  creator: sent.creator ?? '',
  modified: sent.modified ?? '',
});

export const annotationsView = object<t.AnnotationsView>({
  cursor: number,
  annotations: array(annotation),
});

// ---------------------------------------------------------------- operations

export const operationReply = object<t.OperationReply>({
  cursor: number,
  step: string,
  label: string,
  touched: array(pairOfStrings),
  repeated: boolean,
  undo: string,
  redo: string,
  annotations: array(annotation),
  deleted: array(string),
  note: string,
});

// ---------------------------------------------------------------- notes

const span = object<t.Span>({ start: number, end: number });

const line = object<t.NotesLine>({
  annotation: string,
  pen: string,
  letter: string,
  colour: string,
  number: string,
  own_words: string,
  quote: string,
  comment: string,
  shows: array(string),
  place: object<t.NotesPlace>({
    source: string,
    source_title: string,
    span: nullable(span),
    pinpoint: string,
    order: number,
    quote: string,
    area: optional(nullable(areaOfLine), () => null),
  }),
});

const pair = object<t.LinePair>({
  number: string,
  first: nullable(line),
  second: nullable(line),
  first_gap: string,
  second_gap: string,
});

const notesSection: Check<t.NotesSection> = object<t.NotesSection>({
  key: string,
  title: string,
  level: number,
  number: string,
  lines: array(line),
  pairs: array(pair),
  gap: string,
  topic: nullable(string),
  sections: array(lazy(() => notesSection)),
});

export const notesView = object<t.NotesView>({
  cursor: number,
  notes: object<t.Notes>({
    form: string,
    kind: oneOf(t.FORM_KINDS),
    title: string,
    form_title: string,
    course_name: string,
    scope: string,
    caption: nullable(caption),
    sections: array(notesSection),
    pens: array(pen),
  }),
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
