/**
 * What goes over HTTP: the TypeScript mirror of `src/glossator/web/wire.py`.
 *
 * Offsets are Unicode code points in the edition's canonical text, half-open.
 * Structs that travel as arrays are objects here: `replies.ts` names their fields.
 */
import type { Job } from './jobs.ts';
import type { AnnotateArea, AreaMark } from './areas.ts';
import type { BookImage, TableShape } from './book.ts';
import type { AdoptForeign, DismissForeign, UseEdition } from './steps.ts';
import type { CorrectionRequest } from './corrections.ts';
import type { RedoTo, UndoTo } from './history.ts';
import type { BookRequest, Identified } from './requests-books.ts';
import type { MarkRequest } from './requests-marks.ts';

export * from './jobs.ts';

export interface Caption {
  parties: string;
  court: string;
  decided: string;
  docket: string;
  citation: string;
  judges: string;
}

export const STROKES = ['solid', 'dashed', 'double', 'dotted', 'wavy'] as const;
export type Stroke = (typeof STROKES)[number];

export interface Pen {
  id: string;
  name: string;
  /** "#rrggbb". */
  colour: string;
  stroke: Stroke;
  letter: string;
  /** "1" to "9" or "0", "" for none. */
  key: string;
  meaning: string;
  becomes: string;
  retired: boolean;
  /** The heading it stands under; "" for none. */
  group: string;
}

export const FORM_KINDS = ['brief', 'outline'] as const;
export type FormKind = (typeof FORM_KINDS)[number];

export interface Form {
  id: string;
  title: string;
  kind: FormKind;
}

export interface PenSystem {
  id: string;
  name: string;
  version: number;
  pens: Pen[];
  forms: Form[];
  /** A sentence when its file has an error, else "". */
  problem: string;
}

export interface Course {
  id: string;
  name: string;
  pen_system: string;
}

export interface Topic {
  id: string;
  course: string;
  name: string;
  parent: string | null;
  order: string;
}

/** Columns of a coverage strip (of 120) that a pen has most marks in: half-open. */
export interface CoverageRun {
  pen: string;
  start: number;
  end: number;
}

export interface SourceRow {
  id: string;
  title: string;
  course: string;
  /** "pdf", "epub", "html", "image" and so on, or "" without a file. */
  kind: string;
  length: number;
  caption: Caption;
  file_name: string;
  problems: string[];
  marks: number;
  coverage: CoverageRun[];
  place: number;
  /** "" when never. */
  last_read: string;
  authors: string;
  archived: boolean;
  texts: number;
  /** How long it was read on this machine. */
  seconds_read: number;
}

export interface LibraryView {
  id: string;
  name: string;
  cursor: number;
  read_only: boolean;
  courses: Course[];
  pen_systems: PenSystem[];
  topics: Topic[];
  sources: SourceRow[];
  undo: string;
  redo: string;
  sample: boolean;
}

export interface Preset {
  id: string;
  name: string;
  pens: Pen[];
  /** What it is for, in a sentence. */
  about: string;
}

// ---------------------------------------------------------------- a source

export interface Page {
  /** From 0. */
  index: number;
  label: string;
  start: number;
}

/** Where a passage is cited; `label` is "" where nothing of the scheme holds from `start` on. */
export interface Pinpoint {
  scheme: string;
  part: string;
  label: string;
  start: number;
}

export interface Heading {
  title: string;
  level: number;
  start: number;
}

/** Where something of a level begins. */
export interface RankedPlace {
  level: number;
  start: number;
}

export interface Section {
  start: number;
  end: number;
  /** How many blocks it holds. */
  blocks: number;
}

export interface SourceView {
  id: string;
  title: string;
  course: string;
  kind: string;
  edition: string | null;
  length: number;
  language: string;
  /** "rtl" where the text runs from right to left, else "". */
  direction: string;
  caption: Caption;
  problems: string[];
  pages: Page[];
  pinpoints: Pinpoint[];
  contents: Heading[];
  /** The text's headings; empty where they are the contents. */
  headings: RankedPlace[];
  sections: Section[];
  place: number;
  /** The words were recognised from pictures, so a block is as sure as they are. */
  recognised: boolean;
  seconds_read: number;
  /** The scheme of pinpoints that the reader chose to cite it by; "" for the usual order. */
  preferred_scheme?: string;
  /** Changes when the reader's corrections of the text do. */
  revision?: string;
}

export interface Marker {
  kind: string;
  start: number;
  end: number;
  label: string;
  /** Where the footnote it calls begins. */
  target: number | null;
}

export interface Style {
  kind: string;
  start: number;
  end: number;
}

export interface Block {
  kind: string;
  start: number;
  text: string;
  level: number;
  label: string;
  markers: Marker[];
  styles: Style[];
  images: BookImage[];
  /** Of a table, what its text alone does not say. */
  table: TableShape | null;
  /** How sure the program is of it, in percent. */
  sure: number;
  /** Whether it goes on in the paragraph of the text before it, over footnotes. */
  continues: boolean;
}

export interface TextSection {
  index: number;
  blocks: Block[];
}

export interface TextView {
  edition: string;
  sections: TextSection[];
}

export interface Annotation {
  id: string;
  source: string;
  pen: string;
  created: string;
  /** Null, like `end`, when the passage is not placed; only then `quote` holds its words. */
  start: number | null;
  end: number | null;
  quote: string;
  own_words: string;
  comment: string;
  topics: string[];
  pinpoint: string;
  /** Of a mark on a page or picture. */
  area: AreaMark | null;
  /** Start and end of further passages, in the order in which they are quoted. */
  more: SpanPair[];
  /** 0 says nothing of it; 3 is the most. */
  importance: number;
  /** Of a mark whose pen asks. */
  answered: boolean;
  links: Link[];
  /** "" for the reader who looks. */
  creator: string;
  /** "" where nothing was changed since it was created. */
  modified: string;
}

export type SpanPair = [start: number, end: number];

/** What a mark says about another one: `kind` is a listed word or the reader's own. */
export interface Link {
  id: string;
  to: string;
  kind: string;
}

export interface AnnotationsView {
  cursor: number;
  annotations: Annotation[];
}

// ---------------------------------------------------------------- operations

export interface AddTopic extends Identified {
  op: 'add_topic';
  topic: string;
  course: string;
  name: string;
  parent?: string | null;
}

/** `before` names the sibling it goes before, null = last. */
export interface ChangeTopic extends Identified {
  op: 'change_topic';
  topic: string;
  name?: string;
  parent?: string | null;
  before?: string | null;
}

export interface DeleteTopic extends Identified {
  op: 'delete_topic';
  topic: string;
}

export interface SavePens extends Identified {
  op: 'save_pens';
  system: string;
  version: number;
  name: string;
  pens: Pen[];
}

export interface ChangeSource extends Identified {
  op: 'change_source';
  source: string;
  title?: string;
  caption?: Caption;
  course?: string;
}

export interface DeleteSource extends Identified {
  op: 'delete_source';
  source: string;
}

export interface AddCourse extends Identified {
  op: 'add_course';
  course: string;
  name: string;
  preset: string;
}

export interface ChangeCourse extends Identified {
  op: 'change_course';
  course: string;
  name: string;
}

export interface Undo extends Identified {
  op: 'undo';
}

export interface Redo extends Identified {
  op: 'redo';
}

export type OperationRequest =
  | MarkRequest
  | AnnotateArea
  | AddTopic
  | ChangeTopic
  | DeleteTopic
  | SavePens
  | ChangeSource
  | DeleteSource
  | AddCourse
  | ChangeCourse
  | BookRequest
  | AdoptForeign
  | DismissForeign
  | UseEdition
  | CorrectionRequest
  | Undo
  | Redo
  | UndoTo
  | RedoTo;

type WithoutId<Request> = Request extends Identified ? Omit<Request, 'id'> : never;

/** A request before `submit` gives it its id. */
export type Step = WithoutId<OperationRequest>;

/** What a step changed: (entity, id) pairs; entity is "annotation", "source", "topic" … */
export type Touched = [entity: string, id: string];

export interface OperationReply {
  cursor: number;
  step: string;
  label: string;
  touched: Touched[];
  repeated: boolean;
  undo: string;
  redo: string;
  /** The touched annotations that exist now. */
  annotations: Annotation[];
  /** The touched annotations that do not. */
  deleted: string[];
  /** What could not be done of the step, in a sentence; "" where all was. */
  note: string;
}

// ---------------------------------------------------------------- notes

export interface Span {
  start: number;
  end: number;
}

export interface NotesPlace {
  source: string;
  source_title: string;
  span: Span | null;
  pinpoint: string;
  order: number;
  quote: string;
  area: AreaMark | null;
}

export interface NotesLine {
  annotation: string;
  pen: string;
  letter: string;
  colour: string;
  number: string;
  own_words: string;
  quote: string;
  comment: string;
  /** Which texts to print, in order: "own-words", "quote". */
  shows: string[];
  place: NotesPlace;
}

export interface LinePair {
  number: string;
  first: NotesLine | null;
  second: NotesLine | null;
  first_gap: string;
  second_gap: string;
}

export interface NotesSection {
  key: string;
  title: string;
  level: number;
  number: string;
  lines: NotesLine[];
  pairs: LinePair[];
  gap: string;
  topic: string | null;
  sections: NotesSection[];
}

export interface Notes {
  form: string;
  kind: FormKind;
  title: string;
  form_title: string;
  course_name: string;
  scope: string;
  caption: Caption | null;
  sections: NotesSection[];
  pens: Pen[];
}

export interface NotesView {
  cursor: number;
  notes: Notes;
}

// ---------------------------------------------------------------- imports and events

export interface ImportedAnnotations {
  added: number;
  known: number;
  report: string[];
}

export interface ServerEvent {
  cursor: number;
  touched: Touched[];
  label: string;
  undo: string;
  redo: string;
  job: Job | null;
}

export interface ErrorReply {
  kind: string;
  message: string;
}
