/** Notes as plain text, and where a mark stands in notes: mirrors `web/wire_notes.py`. */
import { scopeQuery, type NotesScope } from './client.ts';
import { call } from './http.ts';
import { array, boolean, object, string } from './validate.ts';

export interface PlainText {
  text: string;
  /** Sentences: what it does not hold. */
  left_out: string[];
}

/** A line of notes that uses a mark. */
export interface LinePlace {
  form: string;
  scope: string;
  form_title: string;
  /** The headings above it, the outermost first. */
  path: string[];
  /** The reader took it out of sight there. */
  is_hidden: boolean;
}

export const plainText = object<PlainText>({ text: string, left_out: array(string) });

export const linePlaces = array(
  object<LinePlace>({
    form: string,
    scope: string,
    form_title: string,
    path: array(string),
    is_hidden: boolean,
  }),
);

/** Get notes as plain text; with `line` that line alone. */
export const getPlainText = (form: string, scope: NotesScope, line = ''): Promise<PlainText> =>
  call(
    `/api/notes/text?form=${encodeURIComponent(form)}&${scopeQuery(scope)}` +
      (line && `&line=${encodeURIComponent(line)}`),
    plainText,
  );

/** List where a mark stands in notes. */
export const getLinePlaces = (annotation: string): Promise<LinePlace[]> =>
  call(`/api/annotations/${encodeURIComponent(annotation)}/lines`, linePlaces);
