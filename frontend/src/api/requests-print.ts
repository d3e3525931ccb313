/** What the page may ask about printed books: mirrors `web/requests_print.py`. */
import type { Bibliography, Identified } from './requests-books.ts';

/** A passage of a printed book: what its place is called, and its words as typed. */
export interface TypedPlace {
  scheme: string;
  label: string;
  words: string;
}

export interface AddSource extends Identified {
  op: 'add_source';
  source: string;
  course: string;
  title: string;
  bibliography?: Partial<Bibliography>;
}

export interface AnnotatePrinted extends Identified {
  op: 'annotate_printed';
  annotation: string;
  source: string;
  printed: TypedPlace;
  pen: string;
  own_words?: string;
  comment?: string;
  topics?: string[];
  importance?: number;
}

export interface ChangePrinted extends Identified {
  op: 'change_printed';
  annotation: string;
  printed: TypedPlace;
}

export type PrintRequest = AddSource | AnnotatePrinted | ChangePrinted;
