/** Forms of notes, and exam sheets as they come out: mirrors `web/wire_forms.py`. */
import { scopeQuery, type NotesScope } from './client.ts';
import { call } from './http.ts';
import { LINE_LAYOUTS, notesView, type LineLayout, type NotesView } from './notes.ts';
import { FORM_KINDS, type FormKind } from './pens.ts';
import type { Identified } from './requests-books.ts';
import { array, boolean, number, object, oneOf, string } from './validate.ts';

export const SHOWS = ['own-words', 'quote', 'both'] as const;
export const ORDERS = ['text', 'alphabet', 'date'] as const;
export const ONLY = ['all', 'open', 'answered'] as const;
export const GROUPINGS = ['nothing', 'source', 'topic', 'pen', 'opinion', 'issue'] as const;
export const COLUMNS = ['sections', 'topics'] as const;
export const PAPERS = ['a4', 'letter'] as const;

/** A part of a form. */
export interface FormSection {
  title: string;
  /** Roles or ids of pens. */
  takes: string[];
  show: (typeof SHOWS)[number];
  numbered: boolean;
  /** The title of the section whose lines answer these; "" for none. */
  pairs_with: string;
  order: (typeof ORDERS)[number];
  only: (typeof ONLY)[number];
  /** Names; empty for marks under any topic. */
  topics: string[];
  /** Only marks at least so important, 0 to 3. */
  importance: number;
  group_by: (typeof GROUPINGS)[number];
  layout: LineLayout;
  /** Words of the form's own beneath the heading. */
  text: string;
  /** What it is known by where its heading was changed; "" for by its heading. */
  id: string;
}

/** How much room an exam sheet has; type in points. */
export interface SheetSize {
  pages: number;
  paper: (typeof PAPERS)[number];
  text_columns: number;
  smallest_type: number;
}

export interface FormDetail {
  id: string;
  title: string;
  kind: FormKind;
  sections: FormSection[];
  /** Of a matrix. */
  columns: (typeof COLUMNS)[number];
  /** Of an exam sheet. */
  size: SheetSize;
}

/** A form that ships with the program, and the pens it was made for. */
export interface ShippedForm {
  pens: string;
  form: FormDetail;
}

/** A line that did not fit an exam sheet. */
export interface LeftOut {
  annotation: string;
  words: string;
  source: string;
  pinpoint: string;
  importance: number;
}

export interface SheetView {
  pages: number;
  /** In points. */
  type_size: number;
  has_details: boolean;
  kept: number;
  /** The most important first. */
  left_out: LeftOut[];
  left_out_writing: string[];
  /** The first pages as PNG in base64. */
  pictures: string[];
  size: SheetSize;
}

const size = object<SheetSize>({
  pages: number,
  paper: oneOf(PAPERS),
  text_columns: number,
  smallest_type: number,
});

const section = object<FormSection>({
  title: string,
  takes: array(string),
  show: oneOf(SHOWS),
  numbered: boolean,
  pairs_with: string,
  order: oneOf(ORDERS),
  only: oneOf(ONLY),
  topics: array(string),
  importance: number,
  group_by: oneOf(GROUPINGS),
  layout: oneOf(LINE_LAYOUTS),
  text: string,
  id: string,
});

const form = object<FormDetail>({
  id: string,
  title: string,
  kind: oneOf(FORM_KINDS),
  sections: array(section),
  columns: oneOf(COLUMNS),
  size,
});

export const forms = array(form);
export const shippedForms = array(object<ShippedForm>({ pens: string, form }));
export const sheetView = object<SheetView>({
  pages: number,
  type_size: number,
  has_details: boolean,
  kept: number,
  left_out: array(
    object<LeftOut>({
      annotation: string,
      words: string,
      source: string,
      pinpoint: string,
      importance: number,
    }),
  ),
  left_out_writing: array(string),
  pictures: array(string),
  size,
});

const at = (id: string) => encodeURIComponent(id);

export const getForms = (system: string): Promise<FormDetail[]> =>
  call(`/api/pens/${at(system)}/forms`, forms);

export const getShippedForms = (): Promise<ShippedForm[]> => call('/api/forms', shippedForms);

/** The notes that a form would give; nothing is kept. */
export const previewNotes = (asked: FormDetail, scope: NotesScope): Promise<NotesView> =>
  call('/api/notes/preview', notesView, { method: 'POST', body: { form: asked, ...scope } });

/** An exam sheet as it comes out; what is left out of `room` is as its form has it. */
export function getSheet(
  formId: string,
  scope: NotesScope,
  room: Partial<SheetSize>,
  ink: string,
): Promise<SheetView> {
  return call(
    `/api/notes/sheet?form=${at(formId)}&${scopeQuery(scope)}&${roomQuery(room)}&ink=${at(ink)}`,
    sheetView,
  );
}

/** Say how much room an exam sheet has, as a query. */
export function roomQuery({ pages, text_columns, paper }: Partial<SheetSize>): string {
  const said = { pages, columns: text_columns, paper };
  const there = Object.entries(said).filter(([, value]) => value !== undefined);
  return new URLSearchParams(there.map(([name, value]) => [name, String(value)])).toString();
}

export interface SaveForms extends Identified {
  op: 'save_forms';
  system: string;
  version: number;
  forms: FormDetail[];
}
