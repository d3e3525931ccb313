/**
 * The little Markdown of a comment: *stress*, **strong**, `code`, [words](address), line breaks.
 *
 * A text becomes a tree of pieces that the page makes elements of; nothing is ever read as HTML.
 * Addresses other than http, https and mailto stay the text they are.
 */

export type Inline =
  | { readonly kind: 'text'; readonly text: string }
  | { readonly kind: 'code'; readonly text: string }
  | { readonly kind: 'break' }
  | { readonly kind: 'em'; readonly inside: readonly Inline[] }
  | { readonly kind: 'strong'; readonly inside: readonly Inline[] }
  | { readonly kind: 'link'; readonly href: string; readonly inside: readonly Inline[] };

/** Nothing sensible is deeper; what is, stays text. */
const DEEPEST = 6;

/** What a piece begins with, tried in this order at each sign that may begin one. */
const BEGINNINGS = /[\\`*_[<\n]|https?:\/\//g;

/** Read a comment into its pieces. */
export function readInline(text: string, depth = 0): Inline[] {
  const pieces: Inline[] = [];
  let plain = '';
  let at = 0;
  const flush = () => {
    if (plain) pieces.push({ kind: 'text', text: plain });
    plain = '';
  };
  while (at < text.length) {
    BEGINNINGS.lastIndex = at;
    const begins = BEGINNINGS.exec(text)?.index ?? text.length;
    plain += text.slice(at, begins);
    at = begins;
    if (at >= text.length) break;
    const found = depth < DEEPEST ? pieceAt(text, at, depth) : undefined;
    if (found && 'plain' in found) plain += found.plain;
    else if (found) {
      flush();
      pieces.push(found.piece);
    } else plain += text.charAt(at);
    at += found?.length ?? 1;
  }
  flush();
  return pieces;
}

type Found = { readonly length: number } & (
  { readonly piece: Inline } | { readonly plain: string }
);
type Reader = (text: string, at: number, depth: number) => Found | undefined;

const READERS: Readonly<Record<string, Reader>> = {
  '\\': escaped,
  '`': code,
  '*': stressed,
  _: stressed,
  '[': link,
  '<': bracketed,
  '\n': () => ({ piece: { kind: 'break' }, length: 1 }),
  h: bare,
};

const pieceAt: Reader = (text, at, depth) => READERS[text[at] ?? '']?.(text, at, depth);

function escaped(text: string, at: number): Found | undefined {
  const next = text[at + 1] ?? '';
  return /[\\`*_[\]()<>]/.test(next) ? { plain: next, length: 2 } : undefined;
}

function code(text: string, at: number): Found | undefined {
  const end = text.indexOf('`', at + 1);
  if (end <= at + 1) return undefined;
  return { piece: { kind: 'code', text: text.slice(at + 1, end) }, length: end + 1 - at };
}

/** `*` and `_` stress, twice they make strong; `_` within a word is part of it. */
function stressed(text: string, at: number, depth: number): Found | undefined {
  const sign = text[at] ?? '';
  const isStrong = text[at + 1] === sign;
  const mark = isStrong ? sign + sign : sign;
  const from = at + mark.length;
  if (/^(?:\s|$)/.test(text.slice(from, from + 1))) return undefined;
  if (sign === '_' && isWord(text[at - 1])) return undefined;
  const end = closing(text, from, mark);
  if (end < 0) return undefined;
  const inside = readInline(text.slice(from, end), depth + 1);
  const kind = isStrong ? 'strong' : 'em';
  return { piece: { kind, inside }, length: end + mark.length - at };
}

/** Where a stress ends: not after a space, not within a word for `_`, and not half of a pair. */
function closing(text: string, from: number, mark: string): number {
  for (let end = text.indexOf(mark, from + 1); end >= 0; end = text.indexOf(mark, end + 1)) {
    const after = text[end + mark.length];
    const isPair = mark.length === 1 && after === mark;
    if (isPair) end++;
    else if (/\s/.test(text[end - 1] ?? ' ') || text[end - 1] === '\\') continue;
    else if (mark[0] !== '_' || !isWord(after)) return end;
  }
  return -1;
}

const isWord = (character: string | undefined): boolean =>
  character !== undefined && /[\p{L}\p{N}]/u.test(character);

const LINK =
  /\[((?:[^[\]\\]|\\.){1,500})\]\(\s*([^\s()<>]{1,2000}(?:\([^\s()<>]*\)[^\s()<>]*)?)\s*\)/y;

function link(text: string, at: number, depth: number): Found | undefined {
  LINK.lastIndex = at;
  const [whole = '', words = '', address = ''] = LINK.exec(text) ?? [];
  const href = safeAddress(address);
  if (!whole || href === undefined) return undefined;
  return {
    piece: { kind: 'link', href, inside: readInline(words, depth + 1) },
    length: whole.length,
  };
}

const BRACKETED = /<([^\s<>]{1,2000})>/y;

/** `<https://…>` */
function bracketed(text: string, at: number): Found | undefined {
  BRACKETED.lastIndex = at;
  const [whole = '', address = ''] = BRACKETED.exec(text) ?? [];
  return whole ? linkTo(address, whole.length) : undefined;
}

const BARE = /https?:\/\/[^\s<>"'`*[\]]{1,2000}/y;

/** An address as it stands; the full stop behind it is the sentence's. */
function bare(text: string, at: number): Found | undefined {
  if (isWord(text[at - 1])) return undefined;
  BARE.lastIndex = at;
  const address = (BARE.exec(text)?.[0] ?? '').replace(/[.,;:!?)]+$/, '');
  return address ? linkTo(address, address.length) : undefined;
}

function linkTo(address: string, length: number): Found | undefined {
  const href = safeAddress(address);
  if (href === undefined) return undefined;
  return { piece: { kind: 'link', href, inside: [{ kind: 'text', text: address }] }, length };
}

const SAFE: ReadonlySet<string> = new Set(['http:', 'https:', 'mailto:']);

/** The whole address if it leads to the web or a mailbox; the browser's own reader judges. */
export function safeAddress(address: string): string | undefined {
  if (!/^(?:https?:\/\/|mailto:)/i.test(address) || !URL.canParse(address)) return undefined;
  const url = new URL(address);
  return SAFE.has(url.protocol) ? url.href : undefined;
}

/** A comment as plain words, for those who hear it and where there is no room. */
export function plainWords(pieces: readonly Inline[]): string {
  return pieces.map(plainPiece).join('');
}

function plainPiece(piece: Inline): string {
  if ('inside' in piece) return plainWords(piece.inside);
  return piece.kind === 'break' ? ' ' : piece.text;
}
