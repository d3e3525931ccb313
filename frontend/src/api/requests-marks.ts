/** What the page may ask about marks: mirrors `web/requests.py` and `web/requests_links.py`. */
import type { SentRectangle } from './areas.ts';
import type { Identified } from './requests-books.ts';
import type { SpanPair } from './annotations.ts';

export interface Annotate extends Identified {
  op: 'annotate';
  annotation: string;
  source: string;
  edition: string;
  start: number;
  end: number;
  pen: string;
  own_words?: string;
  comment?: string;
  topics?: string[];
  more?: SpanPair[];
  importance?: number;
}

/** Change what is given; `spans` are all passages. */
export interface ChangeAnnotation extends Identified {
  op: 'change_annotation';
  annotation: string;
  pen?: string;
  own_words?: string;
  comment?: string;
  topics?: string[];
  importance?: number;
  answered?: boolean;
  spans?: SpanPair[];
  /** Of a mark on a page or picture. */
  area?: SentRectangle;
}

export interface ChangeAnnotations extends Identified {
  op: 'change_annotations';
  annotations: string[];
  pen?: string;
  add_topics?: string[];
  remove_topics?: string[];
  importance?: number;
  answered?: boolean;
}

export interface DeleteAnnotations extends Identified {
  op: 'delete_annotations';
  annotations: string[];
}

export interface AddLink extends Identified {
  op: 'add_link';
  annotation: string;
  link: string;
  to: string;
  kind: string;
}

export interface ChangeLink extends Identified {
  op: 'change_link';
  annotation: string;
  link: string;
  kind: string;
}

export interface RemoveLink extends Identified {
  op: 'remove_link';
  annotation: string;
  link: string;
}

export type MarkRequest =
  | Annotate
  | ChangeAnnotation
  | ChangeAnnotations
  | DeleteAnnotations
  | AddLink
  | ChangeLink
  | RemoveLink;
