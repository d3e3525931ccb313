/** What a reader may ask about own writing in notes: mirrors `web/requests_entries.py`. */
import type { Writing } from './notes.ts';
import type { Identified } from './requests-books.ts';

/** A place in a section ("" above the first), after a line or entry (null: at its head). */
export interface Spot {
  section: string;
  after: string | null;
}

/** Which notes. */
interface OfNotes {
  form: string;
  scope: string;
}

export interface AddEntry extends Identified, OfNotes {
  op: 'add_entry';
  entry: string;
  spot: Spot;
  kind: Writing;
  text: string;
  mark?: string | null;
}

export interface ChangeEntry extends Identified {
  op: 'change_entry';
  entry: string;
  text?: string;
  kind?: Writing;
  spot?: Spot;
}

export interface DeleteEntry extends Identified {
  op: 'delete_entry';
  entry: string;
}

/** Without a spot the line goes back to its own place. */
export interface MoveLine extends Identified, OfNotes {
  op: 'move_line';
  entry: string;
  mark: string;
  spot: Spot | null;
}

export interface HideLine extends Identified, OfNotes {
  op: 'hide_line';
  entry: string;
  section: string;
  mark: string;
}

export interface ShowLine extends Identified, OfNotes {
  op: 'show_line';
  section: string;
  mark: string;
}

export type EntryRequest = AddEntry | ChangeEntry | DeleteEntry | MoveLine | HideLine | ShowLine;
