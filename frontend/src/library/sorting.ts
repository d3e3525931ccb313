// Which sources are shown, and in which order.

import type { SourceRow } from '../api/types.ts';
import { matches } from './describe.ts';

export const SORT_KEYS = [
  'title',
  'authors',
  'kind',
  'court',
  'decided',
  'length',
  'marks',
  'progress',
  'read',
] as const;
export type SortKey = (typeof SORT_KEYS)[number];

export const STATES = ['all', 'unread', 'begun', 'archived'] as const;
export type ReadingState = (typeof STATES)[number];

export interface Sort {
  key: SortKey;
  down: boolean;
}

export interface Filter {
  typed: string;
  /** "" for every kind. */
  kind: string;
  state: ReadingState;
}

/** Give how far a source has been read, 0 to 1. */
export function progressOf({ place, length }: Pick<SourceRow, 'place' | 'length'>): number {
  return length > 0 ? Math.min(1, place / length) : 0;
}

const { compare } = new Intl.Collator('en-GB', { numeric: true, sensitivity: 'base' });

/** What can be told of a case's date: its year, else what stands there. */
const yearOf = ({ caption }: SourceRow): string =>
  /\d{4}/.exec(caption.decided)?.[0] ?? caption.decided;

const values: Record<SortKey, (source: SourceRow) => string | number> = {
  title: ({ title }) => title,
  authors: ({ authors }) => authors,
  kind: ({ kind }) => kind,
  court: ({ caption }) => caption.court,
  decided: yearOf,
  length: ({ length }) => length,
  marks: ({ marks }) => marks,
  progress: progressOf,
  read: ({ last_read }) => last_read,
};

/** Sort sources; what is not known comes last either way, ties go by title. */
export function sorted(sources: readonly SourceRow[], { key, down }: Sort): SourceRow[] {
  const value = values[key];
  return [...sources].sort((a, b) => {
    const [one, other] = [value(a), value(b)];
    if (one === '' || other === '') {
      return Number(one === '') - Number(other === '') || compare(a.title, b.title);
    }
    const order =
      typeof one === 'number' && typeof other === 'number'
        ? one - other
        : compare(String(one), String(other));
    return (down ? -order : order) || compare(a.title, b.title);
  });
}

/** Leave out what the reader does not ask for; what is archived shows only when asked for. */
export function filtered(sources: readonly SourceRow[], filter: Filter): SourceRow[] {
  return sources.filter(
    (source) =>
      source.archived === (filter.state === 'archived') &&
      (filter.kind === '' || source.kind === filter.kind) &&
      hasState(source, filter.state) &&
      matches(source, filter.typed.trim()),
  );
}

function hasState({ last_read }: SourceRow, state: ReadingState): boolean {
  if (state === 'unread') return last_read === '';
  return state !== 'begun' || last_read !== '';
}

/** Give those between two of a list, both included, in its order. */
export function between(list: readonly string[], from: string, to: string): string[] {
  const [start, end] = [list.indexOf(from), list.indexOf(to)].sort((a, b) => a - b);
  return start === undefined || end === undefined || start < 0 ? [to] : list.slice(start, end + 1);
}
