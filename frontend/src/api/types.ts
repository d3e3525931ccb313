/**
 * What goes over HTTP: the TypeScript mirror of `src/glossator/web/wire.py`.
 *
 * Offsets are Unicode code points in the edition's canonical text, half-open.
 * Structs that travel as arrays are objects here: `replies.ts` names their fields.
 */
import type { Caption } from './captions.ts';
import type { Touched } from './operations.ts';
import type { PenSystem } from './pens.ts';
import type { Job } from './jobs.ts';
import type { BookImage, TableShape } from './book.ts';

export * from './annotations.ts';
export * from './captions.ts';
export * from './jobs.ts';
export * from './notes.ts';
export * from './operations.ts';
export * from './pens.ts';

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
