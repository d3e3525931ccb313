// Where the reader is in the program: addresses to routes and back, by the History API.

import { createSubscriber } from 'svelte/reactivity';

export type Route =
  | { page: 'library'; course: string | null }
  | { page: 'read'; source: string; at: number | null; mark: string | null; beside: Beside | null }
  | { page: 'notes'; form: string; scope: string; line: string | null }
  | { page: 'pens'; system: string }
  | { page: 'forms'; system: string; form: string }
  | { page: 'rules'; course: string }
  | { page: 'keeping' }
  | { page: 'preview'; job: string }
  | { page: 'unknown' };

/** A source that stands beside the one that is read. */
export interface Beside {
  source: string;
  at: number | null;
}

interface ReadPlace {
  at?: number | null;
  mark?: string | null;
  beside?: Beside | null;
}

/** Give the address of a route. */
export const paths = {
  library: (course?: string | null): string => (course ? `/?course=${segment(course)}` : '/'),
  read: (source: string, { at = null, mark, beside }: ReadPlace = {}): string => {
    const query = new URLSearchParams();
    if (at !== null) query.set('at', String(at));
    if (mark) query.set('mark', mark);
    if (beside) query.set('beside', beside.source);
    if (beside && beside.at !== null) query.set('beside_at', String(beside.at));
    const text = query.toString();
    return `/read/${segment(source)}${text && '?'}${text}`;
  },
  /** At the line of a mark, where one is given. */
  notes: (form: string, scope: string, line = ''): string =>
    `/notes/${segment(form)}/${segment(scope)}${line && `?line=${segment(line)}`}`,
  /** Of a pen system, or of all of them. */
  pens: (system = ''): string => (system ? `/pens/${segment(system)}` : '/pens'),
  /** Of the forms of a pen system, at one of them. */
  forms: (system: string, form = ''): string =>
    `/forms/${segment(system)}${form && `/${segment(form)}`}`,
  rules: (course: string): string => `/rules/${segment(course)}`,
  keeping: (): string => '/keeping',
  preview: (job: string): string => `/preview/${segment(job)}`,
};

type Reading = (query: URLSearchParams, first: string, second: string) => Route;

const readings: [RegExp, Reading][] = [
  [/^\/$/, (query) => ({ page: 'library', course: query.get('course') })],
  [/^\/read\/([^/]+)$/, (query, source) => ({ page: 'read', source, ...place(query) })],
  [
    /^\/notes\/([^/]+)\/([^/]+)$/,
    (query, form, scope) => ({ page: 'notes', form, scope, line: query.get('line') }),
  ],
  [/^\/pens$/, () => ({ page: 'pens', system: '' })],
  [/^\/pens\/([^/]+)$/, (_query, system) => ({ page: 'pens', system })],
  [/^\/forms\/([^/]+)(?:\/([^/]+))?$/, (_query, system, form) => ({ page: 'forms', system, form })],
  [/^\/rules\/([^/]+)$/, (_query, course) => ({ page: 'rules', course })],
  [/^\/keeping$/, () => ({ page: 'keeping' })],
  [/^\/preview\/([^/]+)$/, (_query, job) => ({ page: 'preview', job })],
];

/** Tell which route an address of this page names; anything else is "unknown". */
export function parseRoute(url: URL): Route {
  for (const [pattern, read] of readings) {
    const names = pattern
      .exec(url.pathname)
      ?.slice(1)
      .map((name: string | undefined) => decoded(name ?? ''));
    if (names) return read(url.searchParams, names[0] ?? '', names[1] ?? '');
  }
  return { page: 'unknown' };
}

let route = parseRoute(new URL(window.location.href));
let moves = 0;
let changed = () => {};
const leaving = new Set<() => void>();

const subscribe = createSubscriber((update) => {
  changed = update;
  const move = () => {
    arrive();
  };
  window.addEventListener('popstate', move);
  return () => {
    window.removeEventListener('popstate', move);
    changed = () => {};
  };
});

/** Give the route of the address bar; reactive where it is read. */
export function currentRoute(): Route {
  subscribe();
  return route;
}

/** Tell how often the reader has moved since the page was loaded. */
export function movesMade(): number {
  return moves;
}

/** Tell how often the reader has moved, reactive where it is read. */
export function currentMove(): number {
  subscribe();
  return moves;
}

interface Going {
  /** Leaves no step to go back to. */
  replace?: boolean;
  /** Gives what the step remembers (see `keptState`), once the present one has been left. */
  state?: () => unknown;
}

/** Go to an address of this page. */
export function navigate(path: string, { replace = false, state = () => null }: Going = {}): void {
  if (!replace) for (const hook of leaving) hook();
  if (replace) window.history.replaceState(state(), '', path);
  else window.history.pushState(state(), '', path);
  arrive();
}

/** Call a hook before the reader leaves an address for another one; gives how to stop. */
export function onLeaving(hook: () => void): () => void {
  leaving.add(hook);
  return () => leaving.delete(hook);
}

/** What the present step remembers, also after a reload; null for nothing. */
export const keptState = (): unknown => window.history.state;

/** Have the present step remember something. */
export const keepState = (state: unknown): void => window.history.replaceState(state, '');

function arrive(): void {
  route = parseRoute(new URL(window.location.href));
  moves += 1;
  changed();
}

/** Follow a click on a link within this page without loading it anew. */
export function followLink(event: MouseEvent): void {
  const anchor = event.target instanceof Element ? event.target.closest('a') : null;
  if (!anchor || event.defaultPrevented || !isPlainClick(event)) return;
  if (anchor.target || anchor.hasAttribute('download')) return;
  if (anchor.origin !== window.location.origin || anchor.hash) return;
  if (parseRoute(new URL(anchor.href)).page === 'unknown') return;
  event.preventDefault();
  navigate(anchor.pathname + anchor.search);
}

function isPlainClick(event: MouseEvent): boolean {
  const modified = event.metaKey || event.ctrlKey || event.shiftKey || event.altKey;
  return event.button === 0 && !modified;
}

function place(query: URLSearchParams) {
  const beside = query.get('beside');
  return {
    at: offset(query.get('at')),
    mark: query.get('mark'),
    beside: beside ? { source: beside, at: offset(query.get('beside_at')) } : null,
  };
}

function offset(text: string | null): number | null {
  return text !== null && /^\d+$/.test(text) ? Number(text) : null;
}

function decoded(segment: string): string {
  try {
    return decodeURIComponent(segment);
  } catch {
    return segment; // a stray "%"
  }
}

function segment(text: string): string {
  return encodeURIComponent(text);
}
