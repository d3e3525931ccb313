/** Other computers that share the library, and conflicts; mirrors `web/wire_keeping.py`. */
import { call } from './http.ts';
import type { Identified } from './requests-books.ts';
import { array, boolean, number, object, optional, optionalString, string } from './validate.ts';

/** Decide a conflict by the side of an operation, or by a text in its place. */
export interface Settle extends Identified {
  op: 'settle';
  entity: string;
  thing: string;
  field: string;
  operation?: string;
  text?: string;
}

export interface Side {
  operation: string;
  /** The value in words; "" for none. */
  words: string;
  time: string;
  /** Written on this computer. */
  here: boolean;
  /** "" for the reader who looks. */
  actor: string;
}

/** Something that was changed in two ways: the side that is shown now comes first. */
export interface Conflict {
  entity: string;
  id: string;
  field: string;
  kind: string;
  name: string;
  sides: Side[];
  /** Of a mark. */
  source: string;
  /** Its sides are texts, which can be put together. */
  is_text: boolean;
}

export interface OtherDevice {
  name: string;
  seen: string;
  /** Changes that are here and it had not taken in by then. */
  waiting: number;
}

/** A computer that is spoken to directly. */
export interface Computer {
  address: string;
  fingerprint: string;
  /** When they last met since the start; "" for not yet. */
  met: string;
  received: number;
  sent: number;
  problem: string;
}

export interface Sharing {
  /** What this computer is called. */
  name: string;
  /** "" where the library is not shared by a folder. */
  folder: string;
  visited: string;
  received: number;
  sent: number;
  books: number;
  waiting_books: number;
  devices: OtherDevice[];
  computers: Computer[];
  problems: string[];
}

const zero = optional(number, () => 0);

export const conflicts = array(
  object<Conflict>({
    entity: string,
    id: string,
    field: string,
    kind: string,
    name: string,
    sides: array(
      object<Side>({
        operation: string,
        words: string,
        time: string,
        here: boolean,
        actor: optionalString,
      }),
    ),
    source: optionalString,
    is_text: optional(boolean, () => false),
  }),
);

export const sharing = object<Sharing>({
  name: string,
  folder: optionalString,
  visited: optionalString,
  received: zero,
  sent: zero,
  books: zero,
  waiting_books: zero,
  devices: optional(
    array(object<OtherDevice>({ name: string, seen: string, waiting: number })),
    () => [],
  ),
  computers: optional(
    array(
      object<Computer>({
        address: string,
        fingerprint: string,
        met: optionalString,
        received: zero,
        sent: zero,
        problem: optionalString,
      }),
    ),
    () => [],
  ),
  problems: optional(array(string), () => []),
});

export const getConflicts = (): Promise<Conflict[]> => call('/api/conflicts', conflicts);

export const getSharing = (): Promise<Sharing> => call('/api/keeping/sharing', sharing);

/** Share by a folder from now on; "" ends it. */
export const shareBy = (folder: string, name: string): Promise<Sharing> =>
  call('/api/keeping/sharing', sharing, { method: 'POST', body: { folder, name } });

/** Look into the shared folder now. */
export const visitShared = (): Promise<Sharing> =>
  call('/api/keeping/sharing/visit', sharing, { method: 'POST', body: {} });

/** Speak to another computer from now on. */
export const addComputer = (address: string, code: string): Promise<Sharing> =>
  call('/api/keeping/computers', sharing, { method: 'POST', body: { address, code } });

export const removeComputer = (address: string): Promise<Sharing> =>
  call('/api/keeping/computers/remove', sharing, { method: 'POST', body: { address } });
