/** What there is to mend in notes: mirrors `study/checks.py`. */
import { scopeQuery, type NotesScope } from './client.ts';
import { call } from './http.ts';
import { array, nullable, object, string } from './validate.ts';

export interface Finding {
  kind: string;
  /** What is the matter, and where. */
  sentence: string;
  /** The line it is about. */
  annotation: string | null;
  /** The key of the part it is about, "" for none. */
  section: string;
  source: string | null;
}

const findings = array(
  object<Finding>({
    kind: string,
    sentence: string,
    annotation: nullable(string),
    section: string,
    source: nullable(string),
  }),
);

/** List what there is to mend; with `inPrint` what shows only on paper. */
export const getChecks = (form: string, scope: NotesScope, inPrint: boolean): Promise<Finding[]> =>
  call(
    `/api/notes/checks?form=${encodeURIComponent(form)}&${scopeQuery(scope)}` +
      (inPrint ? '&print=yes' : ''),
    findings,
  );
