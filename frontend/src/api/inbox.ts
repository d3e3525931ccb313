/** The inbox of foreign marks: what waits, and of what kind; mirrors `web/wire_inbox.py`. */
import { call } from './http.ts';
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

export const FOREIGN_KINDS = ['highlight', 'underline', 'strike-out', 'note'] as const;
export type ForeignKind = (typeof FOREIGN_KINDS)[number];

/** How many marks wait in a source; `kind` is "" where they are of several. */
export interface Waiting {
  source: string;
  count: number;
  kind: string;
}

/** A foreign mark in its surroundings; `words` is "" where it stands on none. */
export interface ForeignMark {
  id: string;
  before: string;
  words: string;
  after: string;
  comment: string;
  /** From 0; null where the text has no pages. */
  page: number | null;
}

/** Marks that look alike; `marks` are the first 200 of `count`. */
export interface ForeignGroup {
  key: string;
  kind: ForeignKind;
  /** "#rrggbb", or "". */
  colour: string;
  colour_name: string;
  author: string;
  count: number;
  comments: number;
  /** The pen that is proposed. */
  pen: string | null;
  marks: ForeignMark[];
}

export interface Inbox {
  source: string;
  groups: ForeignGroup[];
  left_out: number;
  known: number;
}

export const waitingList = array(object<Waiting>({ source: string, count: number, kind: string }));

export const inboxView = object<Inbox>({
  source: string,
  groups: array(
    object<ForeignGroup>({
      key: string,
      kind: oneOf(FOREIGN_KINDS),
      colour: string,
      colour_name: string,
      author: string,
      count: number,
      comments: number,
      pen: nullable(string),
      marks: array(
        object<ForeignMark>({
          id: string,
          before: optionalString,
          words: optionalString,
          after: optionalString,
          comment: optionalString,
          page: optional(nullable(number), () => null),
        }),
      ),
    }),
  ),
  left_out: number,
  known: number,
});

export const getWaiting = (): Promise<Waiting[]> => call('/api/inbox', waitingList);

export const getInbox = (source: string): Promise<Inbox> =>
  call(`/api/sources/${encodeURIComponent(source)}/inbox`, inboxView);
