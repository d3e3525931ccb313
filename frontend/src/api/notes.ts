/** Notes as they are compiled and their checks: mirrors `src/glossator/web/wire.py`. */
import { areaOfLine, type AreaMark } from './areas.ts';
import { caption, type Caption } from './captions.ts';
import { FORM_KINDS, pen, type FormKind, type Pen } from './pens.ts';
import {
  array,
  boolean,
  lazy,
  nullable,
  number,
  object,
  oneOf,
  optional,
  string,
  type Check,
} from './validate.ts';

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
  /** Whose opinion it stands in, "Breyer, J., dissenting"; "" for the court's. */
  opinion: string;
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
  /** The reader put it where it stands. */
  moved: boolean;
  importance: number;
}

export const LINE_LAYOUTS = ['list', 'paragraph', 'table'] as const;
export type LineLayout = (typeof LINE_LAYOUTS)[number];

export const WRITING = ['paragraph', 'heading', 'list', 'picture'] as const;
export type Writing = (typeof WRITING)[number];

/** What the reader wrote into notes: `after` lines or pairs of its section stand before it. */
export interface Written {
  entry: string;
  kind: Writing;
  text: string;
  after: number;
  /** The mark it stands under, "" for the head of its section. */
  under: string;
  picture: NotesLine | null;
  /** A sentence where what it was written under is gone. */
  flag: string;
}

export interface MarkLink {
  mark: string;
  source: string;
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
  written: Written[];
  /** Lines that the reader took out of sight here. */
  hidden: NotesLine[];
  /** Words that the form has beneath the heading. */
  text: string;
  layout: LineLayout;
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
  /** What the reader wrote above the first section. */
  written: Written[];
  /** Where the links in the reader's writing lead. */
  links: MarkLink[];
}

export interface NotesView {
  cursor: number;
  notes: Notes;
  /** Keys of sections that are as they were, and come without what is in them. */
  same: string[];
}

const span = object<Span>({ start: number, end: number });

const line = object<NotesLine>({
  annotation: string,
  pen: string,
  letter: string,
  colour: string,
  number: string,
  own_words: string,
  quote: string,
  comment: string,
  shows: array(string),
  place: object<NotesPlace>({
    source: string,
    source_title: string,
    span: nullable(span),
    pinpoint: string,
    order: number,
    quote: string,
    area: optional(nullable(areaOfLine), () => null),
    opinion: string,
  }),
  moved: boolean,
  importance: number,
});

const written = object<Written>({
  entry: string,
  kind: oneOf(WRITING),
  text: string,
  after: number,
  under: string,
  picture: nullable(line),
  flag: string,
});

const pair = object<LinePair>({
  number: string,
  first: nullable(line),
  second: nullable(line),
  first_gap: string,
  second_gap: string,
});

const notesSection: Check<NotesSection> = object<NotesSection>({
  key: string,
  title: string,
  level: number,
  number: string,
  lines: array(line),
  pairs: array(pair),
  gap: string,
  topic: nullable(string),
  sections: array(lazy(() => notesSection)),
  written: array(written),
  hidden: array(line),
  text: string,
  layout: oneOf(LINE_LAYOUTS),
});

export const notesView = object<NotesView>({
  cursor: number,
  notes: object<Notes>({
    form: string,
    kind: oneOf(FORM_KINDS),
    title: string,
    form_title: string,
    course_name: string,
    scope: string,
    caption: nullable(caption),
    sections: array(notesSection),
    pens: array(pen),
    written: array(written),
    links: array(object<MarkLink>({ mark: string, source: string })),
  }),
  same: array(string),
});
