// A source in a few quiet words: what it is, how long, when it was read.

import type { SourceRow } from '../api/types.ts';

/** Letters to a word of English prose, its space included. */
const LETTERS_PER_WORD = 6;

/** Estimate the words of a text from its length in code points, to two figures. */
export function estimateWords(length: number): number {
  const words = length / LETTERS_PER_WORD;
  const unit = 10 ** Math.max(0, Math.floor(Math.log10(Math.max(1, words))) - 1);
  return Math.round(words / unit) * unit;
}

type Described = Pick<SourceRow, 'caption'> & Partial<Pick<SourceRow, 'authors'>>;

/** Join what is known of a source: "Supreme Court of Aldersea · 14 March 2019 · 88 Alders. 214". */
export function describeSource({ caption, authors }: Described): string {
  return [authors, caption.court, caption.decided, caption.citation].filter(Boolean).join(' · ');
}

const DAY_MS = 86_400_000;
const relative = new Intl.RelativeTimeFormat('en-GB', { numeric: 'auto' });

/** Say when something was: "today", "yesterday", "5 days ago", "3 March", "3 March 2024". */
export function describeWhen(when: Date, now: Date): string {
  const days = Math.round((midnight(now) - midnight(when)) / DAY_MS);
  if (days < 7) return relative.format(-Math.max(0, days), 'day');
  const sameYear = when.getFullYear() === now.getFullYear();
  const year = sameYear ? {} : ({ year: 'numeric' } as const);
  return when.toLocaleDateString('en-GB', { day: 'numeric', month: 'long', ...year });
}

function midnight(time: Date): number {
  return new Date(time.getFullYear(), time.getMonth(), time.getDate()).getTime();
}

/** Tell whether a source has the typed words in what is shown of it, in any order. */
export function matches(source: SourceRow, typed: string): boolean {
  const shown = `${source.title} ${describeSource(source)} ${source.caption.judges}`;
  const words = typed.toLocaleLowerCase().split(/\s+/);
  return words.every((word) => shown.toLocaleLowerCase().includes(word));
}
