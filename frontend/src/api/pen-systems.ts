/** Pen systems as a whole: mirrors `web/wire_pens.py` and `web/requests_pens.py`. */
import type { SaveForms } from './forms.ts';
import { call } from './http.ts';
import type { Identified } from './requests-books.ts';
import { array, boolean, number, object, string, type Check } from './validate.ts';

/** How a pen system is used; `kept` says why it cannot be deleted, "" where it can. */
export interface PenUse {
  system: string;
  /** Ids. */
  courses: string[];
  /** Of the courses that use it, by pen. */
  marks: Record<string, number>;
  kept: string;
}

export interface PenVersion {
  /** The step that made it. */
  step: string;
  /** From 1. */
  number: number;
  label: string;
  /** "" for the reader who asks. */
  actor: string;
  time: string;
  /** Phrases such as "Rule: colour, key". */
  changes: string[];
}

/** Versions made in one sitting, latest first, and what they changed in all. */
export interface PenSitting {
  changes: string[];
  versions: PenVersion[];
}

/** A pen that marks of a course have, were the course to use other pens. */
export interface PenToMove {
  id: string;
  /** "" where no pen system has it. */
  name: string;
  colour: string;
  stroke: string;
  letter: string;
  marks: number;
  /** The new pen that does the same; "" for none. */
  proposal: string;
  /** By what it was found: "id", "role", "name", "meaning" or "section". */
  likeness: string;
  /** Without a choice its marks are the new pen's of the same id. */
  is_in_both: boolean;
}

const counts: Check<Record<string, number>> = (value) => {
  const checked = object<Record<string, never>>({})(value) as Record<string, unknown>;
  for (const count of Object.values(checked)) number(count);
  return checked as Record<string, number>;
};

export const penUses = array(
  object<PenUse>({ system: string, courses: array(string), marks: counts, kept: string }),
);

const penVersion = object<PenVersion>({
  step: string,
  number,
  label: string,
  actor: string,
  time: string,
  changes: array(string),
});

export const penSittings = array(
  object<PenSitting>({ changes: array(string), versions: array(penVersion) }),
);

export const pensToMove = array(
  object<PenToMove>({
    id: string,
    name: string,
    colour: string,
    stroke: string,
    letter: string,
    marks: number,
    proposal: string,
    likeness: string,
    is_in_both: boolean,
  }),
);

const at = (id: string) => encodeURIComponent(id);

export const getPenUses = (): Promise<PenUse[]> => call('/api/pens', penUses);

/** The versions of a pen system by sittings, latest first. */
export const getPenVersions = (system: string): Promise<PenSitting[]> =>
  call(`/api/pens/${at(system)}/versions`, penSittings);

/** The address of a pen system's file. */
export const penFileAddress = (system: string): string => `/api/pens/${at(system)}/file`;

/** What a course may move to: pens there are, or new ones made from a preset. */
export type MoveTo = { system: string } | { preset: string };

/** The pens that a course's marks have, were it to use other pens. */
export const getPensToMove = (course: string, to: MoveTo): Promise<PenToMove[]> =>
  call(`/api/courses/${at(course)}/pens?${new URLSearchParams({ ...to }).toString()}`, pensToMove);

// ---------------------------------------------------------------- steps

export interface AddPenSystem extends Identified {
  op: 'add_pen_system';
  preset: string;
}

export interface ImportPenSystem extends Identified {
  op: 'import_pen_system';
  file_name: string;
  text: string;
}

/** Steps that say only which pen system. */
export interface OnPenSystem extends Identified {
  op: 'copy_pen_system' | 'delete_pen_system';
  system: string;
}

export interface RenamePenSystem extends Identified {
  op: 'rename_pen_system';
  system: string;
  name: string;
}

/** `version` is the step that made it. */
export interface RestorePens extends Identified {
  op: 'restore_pens';
  system: string;
  version: string;
}

export interface AddCourseWithPens extends Identified {
  op: 'add_course_with_pens';
  course: string;
  name: string;
  system: string;
}

/** `pens` names for each old pen the one that takes over. */
export interface MoveCourse extends Identified {
  op: 'move_course';
  course: string;
  system: string;
  pens: Record<string, string>;
}

/** Makes pens from a preset on the way. */
export interface MoveCourseToPreset extends Identified {
  op: 'move_course_to_preset';
  course: string;
  preset: string;
  pens: Record<string, string>;
}

export type PenRequest =
  | AddPenSystem
  | ImportPenSystem
  | OnPenSystem
  | RenamePenSystem
  | RestorePens
  | AddCourseWithPens
  | MoveCourse
  | MoveCourseToPreset
  | SaveForms;
