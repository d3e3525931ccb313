/** Pens, their systems and presets: mirrors `src/glossator/web/wire.py`. */
import { array, boolean, number, object, oneOf, optionalString, string } from './validate.ts';

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

export const FORM_KINDS = ['brief', 'outline', 'matrix', 'list', 'reading', 'sheet'] as const;
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

export interface Preset {
  id: string;
  name: string;
  pens: Pen[];
  /** What it is for, in a sentence. */
  about: string;
}

export const pen = object<Pen>({
  id: string,
  name: string,
  colour: string,
  stroke: oneOf(STROKES),
  letter: string,
  key: string,
  meaning: string,
  becomes: string,
  retired: boolean,
  group: optionalString,
});

const form = object<Form>({ id: string, title: string, kind: oneOf(FORM_KINDS) });

export const penSystem = object<PenSystem>({
  id: string,
  name: string,
  version: number,
  pens: array(pen),
  forms: array(form),
  problem: optionalString,
});

const preset = object<Preset>({
  id: string,
  name: string,
  pens: array(pen),
  about: optionalString,
});
export const presets = array(preset);
