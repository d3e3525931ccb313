/** The annotations of a source and their checks: mirrors `src/glossator/web/wire.py`. */
import { areaMark, type AreaMark } from './areas.ts';
import type { TypedPlace } from './requests-print.ts';
import {
  array,
  boolean,
  nullable,
  number,
  object,
  optional,
  optionalList,
  optionalString,
  pairOfNumbers,
  string,
  type Check,
} from './validate.ts';

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
  /** Of a mark from the printed book: what its reader typed. */
  printed: Printed | null;
}

/** A passage of a printed book as typed; `order` is its place among all of its source. */
export interface Printed extends TypedPlace {
  order: number;
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

const offset = optional(nullable(number), () => null);

const anyAnnotation = object<Annotation>({
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
  links: optionalList(object<Link>({ id: string, to: string, kind: string })),
  creator: optionalString,
  modified: optionalString,
  printed: optional(
    nullable(object<Printed>({ scheme: string, label: string, words: string, order: number })),
    () => null,
  ),
});

type Sent = Partial<Record<keyof Annotation, unknown>>;

const TEXTS = ['id', 'pen', 'created'] as const;
const TEXTS_OR_NONE = [
  ...(['source', 'quote', 'own_words', 'comment', 'pinpoint'] as const),
  ...(['creator', 'modified'] as const),
];
const NUMBERS_OR_NONE = ['start', 'end', 'importance'] as const;
/** What few marks have: those are checked field by field. */
const RARE = ['area', 'more', 'links', 'answered', 'printed'] as const;

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
export const annotation: Check<Annotation> = (value) => {
  if (typeof value !== 'object' || value === null || !isAnnotation(value)) {
    return anyAnnotation(value);
  }
  return complete(value);
};

// eslint-disable-next-line complexity -- one and the same question for each field
const complete = (sent: Partial<Annotation>): Annotation => ({
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
  printed: null,
});

export const annotationsView = object<AnnotationsView>({
  cursor: number,
  annotations: array(annotation),
});
