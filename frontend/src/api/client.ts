/** What the page can ask of the server; changes go through `submit.ts`. */
import { call, send } from './http.ts';
import * as replies from './replies.ts';
import type {
  AnnotationsView,
  ImportedAnnotations,
  Job,
  LibraryView,
  NotesView,
  OperationReply,
  OperationRequest,
  Preset,
  SourceView,
  TextView,
} from './types.ts';

const at = (id: string) => encodeURIComponent(id);

export const getLibrary = (): Promise<LibraryView> => call('/api/library', replies.libraryView);

export const getSource = (id: string): Promise<SourceView> =>
  call(`/api/sources/${at(id)}`, replies.sourceView);

/** Get `count` sections of a text from the one with the index `section` on. */
export const getText = (id: string, section: number, count: number): Promise<TextView> =>
  call(`/api/sources/${at(id)}/text?section=${section}&count=${count}`, replies.textView);

/**
 * The annotations of a source, or only those whose first passage touches a part of its text; the
 * reply does not repeat which source it is.
 */
export async function getAnnotations(
  id: string,
  part?: { start: number; end: number },
): Promise<AnnotationsView> {
  const query = part ? `?start=${part.start}&end=${part.end}` : '';
  const view = await call(`/api/sources/${at(id)}/annotations${query}`, replies.annotationsView);
  for (const annotation of view.annotations) annotation.source = id;
  return view;
}

/** Remember where reading stands; goes out even while the page is being left. */
export const putPlace = (id: string, start: number): Promise<void> =>
  send(`/api/sources/${at(id)}/place`, { method: 'PUT', body: { start }, keepalive: true });

export type NotesScope = { source: string } | { course: string };

export const scopeQuery = (scope: NotesScope) =>
  'source' in scope ? `source=${at(scope.source)}` : `course=${at(scope.course)}`;

/** Get notes; with `since`, the cursor of an earlier reply, only what changed after it. */
export const getNotes = (form: string, scope: NotesScope, since = 0): Promise<NotesView> =>
  call(
    `/api/notes?form=${at(form)}&${scopeQuery(scope)}${since ? `&since=${since}` : ''}`,
    replies.notesView,
  );

/** How a file of notes is wanted; `pages` and `columns` are of an exam sheet. */
export interface NotesFile {
  to: 'md' | 'html' | 'pdf' | 'docx' | 'xlsx';
  paper?: 'a4' | 'letter';
  ink?: string;
  pages?: number;
  columns?: number;
}

/** The address of notes as a file. */
export function notesFileAddress(form: string, scope: NotesScope, wish: NotesFile): string {
  const said = Object.entries(wish).map(([name, value]) => `&${name}=${at(String(value))}`);
  return `/api/notes/file?form=${at(form)}&${scopeQuery(scope)}${said.join('')}`;
}

/** The address of all notes of a course as a zip of linked Markdown files. */
export const vaultAddress = (course: string): string => `/api/courses/${at(course)}/vault`;

/** The address of the JSON-LD dump of a source's annotations, or of all. */
export const annotationsFileAddress = (source?: string): string =>
  '/api/annotations' + (source === undefined ? '' : `?source=${at(source)}`);

export const getPresets = (): Promise<Preset[]> => call('/api/presets', replies.presets);

/** Hand a file over for import; its progress comes by events and `getJobs`. */
export function importFile(file: File, course: string, editionOf = ''): Promise<Job> {
  const of = editionOf && `&edition_of=${at(editionOf)}`;
  return call(`/api/imports?name=${at(file.name)}&course=${at(course)}${of}`, replies.job, {
    method: 'POST',
    body: new Blob([file]),
  });
}

export const getJobs = (): Promise<Job[]> => call('/api/imports', replies.jobs);

export const sendPassword = (job: string, password: string): Promise<Job> =>
  call(`/api/imports/${at(job)}/password`, replies.job, { method: 'POST', body: { password } });

/** Import the text of a JSON-LD dump. */
export const importAnnotations = (dump: string): Promise<ImportedAnnotations> =>
  call('/api/annotations', replies.importedAnnotations, { method: 'POST', body: dump });

/** Send one operation. Only the outbox calls this: `submit` is the way to change anything. */
export const postOperation = (request: OperationRequest): Promise<OperationReply> =>
  call('/api/operations', replies.operationReply, { method: 'POST', body: request });
