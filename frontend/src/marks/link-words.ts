/** What links say, in words, from either end. */
import type { OtherMark } from '../api/links.ts';
import { markStrings as text } from '../ui/strings-marks.ts';

/** The listed kinds; a reader's own word is a kind too. */
export const LINK_KINDS = Object.keys(text.kinds);

/** What a mark says of the other one ("distinguishes"), or has said of it ("is distinguished by"). */
export function linkVerb(kind: string, end: 'to' | 'of'): string {
  const known = Object.hasOwn(text.kinds, kind) ? text.kinds[kind] : undefined;
  if (known) return known[end === 'to' ? 0 : 1];
  return end === 'to' ? kind : text.ownKindOf(kind);
}

/** The other mark as a link names it: its words, and where they stand. */
export function nameOther({ own_words, quote, source_title, pinpoint }: OtherMark): string {
  return `${text.quoted(own_words || quote)} ${text.standing(source_title, pinpoint)}`;
}

/** `distinguishes “…” (Commonwealth v. Penhale, 214)` */
export const linkSentence = (kind: string, end: 'to' | 'of', other: OtherMark): string =>
  `${linkVerb(kind, end)} ${nameOther(other)}`;
