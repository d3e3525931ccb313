/** What a reader asks to be done, and the answer: mirrors `src/glossator/web/requests.py`. */
import type { AnnotateArea } from './areas.ts';
import { annotation, type Annotation } from './annotations.ts';
import type { Caption } from './captions.ts';
import type { Pen } from './pens.ts';
import type { AdoptForeign, DismissForeign, UseEdition } from './steps.ts';
import type { TopicTreeRequest } from './topic-trees.ts';
import type { EntryRequest } from './requests-entries.ts';
import type { CorrectionRequest } from './corrections.ts';
import type { RedoTo, UndoTo } from './history.ts';
import type { Settle } from './keeping.ts';
import type { BookRequest, Identified } from './requests-books.ts';
import type { MarkRequest } from './requests-marks.ts';
import type { PrintRequest } from './requests-print.ts';
import type { RuleRequest } from './rules.ts';
import type { PenRequest } from './pen-systems.ts';
import { array, boolean, number, object, pairOfStrings, string } from './validate.ts';

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
  | PenRequest
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
  | PrintRequest
  | RuleRequest
  | EntryRequest
  | TopicTreeRequest
  | AdoptForeign
  | DismissForeign
  | UseEdition
  | CorrectionRequest
  | Undo
  | Redo
  | UndoTo
  | RedoTo
  | Settle;

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

export const operationReply = object<OperationReply>({
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
