/** Corrections of a text and its pinpoints: what the page asks for and what it gets. */
import { call } from './http.ts';
import { array, number, object, string } from './validate.ts';

/** Offsets are code points; `start` is where the correction is about. */
export type Correcting =
  | { kind: 'retype'; start: number; block: string; level?: number; alike?: boolean }
  | { kind: 'join'; start: number }
  | { kind: 'split'; start: number }
  | {
      kind: 'set-pinpoint';
      start: number;
      scheme: string;
      label: string;
      part?: string;
      count_on?: boolean;
    }
  | { kind: 'shift-scheme'; start: number; scheme: string; by: number }
  | { kind: 'remove-pinpoint'; start: number; scheme: string };

/** Correct what was taken from a file; offsets count in `edition`. */
export interface Correct {
  id: string;
  op: 'correct';
  correction: string;
  source: string;
  edition: string;
  what: Correcting;
}

export interface RemoveCorrection {
  id: string;
  op: 'remove_correction';
  corrections: string[];
}

/** Choose the scheme of pinpoints that a source is cited by; "" for the usual order. */
export interface PreferScheme {
  id: string;
  op: 'prefer_scheme';
  source: string;
  scheme: string;
}

/** What may be asked for about corrections. */
export type CorrectionRequest = Correct | RemoveCorrection | PreferScheme;

export interface Correction {
  id: string;
  kind: string;
  start: number;
  sentence: string;
}

/** A scheme of pinpoints that a text has; `unsure` counts those that are not cited. */
export interface Scheme {
  scheme: string;
  name: string;
  count: number;
  unsure: number;
  origins: string[];
}

export interface CorrectionsView {
  cursor: number;
  corrections: Correction[];
  schemes: Scheme[];
  preferred: string;
}

export const correctionsView = object<CorrectionsView>({
  cursor: number,
  corrections: array(
    object<Correction>({ id: string, kind: string, start: number, sentence: string }),
  ),
  schemes: array(
    object<Scheme>({
      scheme: string,
      name: string,
      count: number,
      unsure: number,
      origins: array(string),
    }),
  ),
  preferred: string,
});

export const getCorrections = (source: string): Promise<CorrectionsView> =>
  call(`/api/sources/${encodeURIComponent(source)}/corrections`, correctionsView);
