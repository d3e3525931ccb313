// What the reader types in notes: "# " begins a heading, "- " a list, "![[" a picture.

import type { Writing } from '../api/types.ts';

export interface OwnText {
  kind: Writing;
  text: string;
  /** Of a picture: the mark of its area. */
  mark: string | null;
}

const HEADING = /^#{1,6}\s+(\S[^\n]*)$/;
const ITEM = /^\s*(?:[-*•]|\d+[.)])\s+\S/;
const PICTURE = /^!\[\[([0-9a-f-]{36})(?:\|([^[\]\n]*))?\]\]$/;

/** Read what was typed. */
export function readOwn(typed: string): OwnText {
  const text = typed.trim();
  const picture = PICTURE.exec(text);
  if (picture) return { kind: 'picture', text: picture[2] ?? '', mark: picture[1] ?? '' };
  const heading = HEADING.exec(text);
  if (heading) return { kind: 'heading', text: heading[1] ?? '', mark: null };
  const lines = text.split('\n').filter((line) => line.trim() !== '');
  if (lines.length > 0 && lines.every((line) => ITEM.test(line)))
    return { kind: 'list', text, mark: null };
  return { kind: 'paragraph', text, mark: null };
}

/** Give what would have to be typed for it. */
export function typedOwn(kind: Writing, text: string, mark = ''): string {
  if (kind === 'heading') return `# ${text}`;
  if (kind === 'picture') return `![[${mark}${text ? `|${text}` : ''}]]`;
  return text;
}

/** The items of a list, one a line, without the signs before them. */
export function itemsOfList(text: string): string[] {
  return text
    .split('\n')
    .map((line) => line.replace(/^\s*(?:[-*•]|\d+[.)])\s+/, '').trim())
    .filter(Boolean);
}

export type Piece = { readonly text: string } | { readonly mark: string; readonly words: string };

const LINK = /\[\[([0-9a-f-]{36})(?:\|([^[\]\n]*))?\]\]/g;

/** Part a text into words and links to marks. */
export function piecesOf(text: string): Piece[] {
  const pieces: Piece[] = [];
  let at = 0;
  for (const found of text.matchAll(LINK)) {
    if (found.index > at) pieces.push({ text: text.slice(at, found.index) });
    pieces.push({ mark: found[1] ?? '', words: found[2] ?? '' });
    at = found.index + found[0].length;
  }
  if (at < text.length) pieces.push({ text: text.slice(at) });
  return pieces;
}

/** Find the link that is being typed before the caret: what is typed of it, and where it begins. */
export function linkTyped(text: string, caret: number): { from: number; words: string } | null {
  const from = text.lastIndexOf('[[', caret);
  if (from < 0 || from + 2 > caret) return null;
  const words = text.slice(from + 2, caret);
  return /[[\]\n|]/.test(words) || words.length > 80 ? null : { from, words };
}
