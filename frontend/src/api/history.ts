/** What was done in the library, and what became of a mark; mirrors `web/wire_history.py`. */
import { call } from './http.ts';
import type { Identified } from './requests-books.ts';
import {
  array,
  nullable,
  number,
  object,
  oneOf,
  optional,
  optionalString,
  string,
} from './validate.ts';

const WAYS = ['', 'undo', 'redo'] as const;

/** Undo all of this reader's steps, from the latest down to this one, that one too. */
export interface UndoTo extends Identified {
  op: 'undo_to';
  step: string;
}

/** Redo what this reader undid, up to this step, that one too. */
export interface RedoTo extends Identified {
  op: 'redo_to';
  step: string;
}

export interface DoneStep {
  id: string;
  label: string;
  time: string;
  /** "" for the reader who looks. */
  actor: string;
  /** When it was undone; "" while it stands. */
  undone: string;
  /** How the reader can jump to it; "" for not at all. */
  way: (typeof WAYS)[number];
  /** How many steps a jump forth to it does again. */
  redone: number;
}

export interface History {
  /** Latest first. */
  steps: DoneStep[];
  /** Asks for the steps that come next; null where there are none. */
  before: number | null;
}

/** What became of a field of a mark, in words. */
export interface FieldChange {
  field: string;
  before: string;
  after: string;
}

export interface MarkChange {
  step: string;
  label: string;
  time: string;
  fields: FieldChange[];
  /** "" for the reader who looks. */
  actor: string;
  undone: string;
}

export interface MarkHistory {
  /** "" for the reader who looks. */
  creator: string;
  created: string;
  /** Latest first. */
  changes: MarkChange[];
}

export const history = object<History>({
  steps: array(
    object<DoneStep>({
      id: string,
      label: string,
      time: string,
      actor: optionalString,
      undone: optionalString,
      way: optional(oneOf(WAYS), () => ''),
      redone: optional(number, () => 0),
    }),
  ),
  before: nullable(number),
});

export const markHistory = object<MarkHistory>({
  creator: string,
  created: string,
  changes: array(
    object<MarkChange>({
      step: string,
      label: string,
      time: string,
      fields: array(object<FieldChange>({ field: string, before: string, after: string })),
      actor: optionalString,
      undone: optionalString,
    }),
  ),
});

/** Get `limit` steps, those before `before` or the latest. */
export const getHistory = (before: number | null, limit: number): Promise<History> =>
  call(`/api/history?limit=${limit}${before === null ? '' : `&before=${before}`}`, history);

export const getMarkHistory = (annotation: string): Promise<MarkHistory> =>
  call(`/api/annotations/${encodeURIComponent(annotation)}/history`, markHistory);
