/** Blocks as elements, made with createElement and text nodes only. */
import type { Block, Marker } from '../api/types.ts';
import { blockEnd, isFurniture } from './book.ts';
import { runsOf, type PageStart, type Run } from './inline.ts';
import { slicePoints } from './offsets.ts';
import { DEEPEST, type Segment } from './segments.ts';
import type { Span } from './spans.ts';

/** A text node and the offset of its first character. */
export interface Piece {
  readonly node: Text;
  readonly start: number;
}

/** A block on the screen. */
export interface BuiltBlock extends Span {
  readonly block: Block;
  readonly element: HTMLElement;
  /** In the order of the text; what lies between them is not shown. */
  readonly pieces: readonly Piece[];
}

/** What is drawn into a block besides its own text. */
export interface Additions {
  readonly pages: readonly PageStart[];
  readonly segments: readonly Segment[];
  /** The offset of the call of the footnote that begins here, when known. */
  readonly calledFrom?: number | undefined;
  /** Of a heading: its rank from 1, when known. */
  readonly rank?: number | undefined;
  /** Names a page for those who cannot see the margin: "Page 214". */
  readonly pageName: (label: string) => string;
}

const STYLE_TAGS: Readonly<Record<string, string>> = {
  italic: 'em',
  bold: 'strong',
  superscript: 'sup',
};

/** Build a block; undefined for furniture, which is not shown. */
export function buildBlock(block: Block, additions: Additions): BuiltBlock | undefined {
  if (isFurniture(block)) return undefined;
  const pieces: Piece[] = [];
  const end = blockEnd(block);
  const element = document.createElement(tagOf(block, additions.rank));
  element.className = block.kind;
  if (block.kind === 'footnote') element.setAttribute('role', 'note');
  if (block.kind === 'list-item') element.style.setProperty('--depth', String(block.level || 1));
  if (block.kind === 'table') appendRows(element, block, additions, pieces);
  else {
    appendLabel(element, block, additions);
    appendRuns(element, block, { start: block.start, end }, additions, pieces);
  }
  return { block, start: block.start, end, element, pieces };
}

/** The page's title is its first heading: a book's own begin with the second. */
function tagOf({ kind, level }: Block, rank = Math.max(1, level)): string {
  if (kind === 'heading') return `h${Math.min(6, rank + 1)}`;
  if (kind === 'quotation') return 'blockquote';
  return kind === 'table' ? 'table' : 'p';
}

/** A label that is not among the words is shown before them; a footnote's leads back to its call. */
function appendLabel(element: HTMLElement, block: Block, { calledFrom }: Additions): void {
  if (block.label === '' && calledFrom === undefined) return;
  const inText = bare(block.text).startsWith(bare(block.label));
  if (calledFrom !== undefined) {
    const back = jump(calledFrom, 'back');
    back.dataset['label'] = inText ? '↑' : block.label;
    back.setAttribute('aria-label', `↑ ${block.label}`);
    element.append(back);
  } else if (block.label !== '' && !inText) {
    element.dataset['label'] = /\w$/.test(block.label) ? `${block.label}.` : block.label;
  }
}

/** Words without the brackets that a label may have in one place and not in another. */
const bare = (text: string): string => text.replace(/^[^\p{L}\p{N}]+|[^\p{L}\p{N}]+$/gu, '');

/** A link to another place of the text: the page follows `data-offset`. */
function jump(offset: number, className: string): HTMLAnchorElement {
  const link = document.createElement('a');
  link.className = className;
  link.href = `?at=${offset}`;
  link.dataset['offset'] = String(offset);
  return link;
}

function appendRows(table: HTMLElement, block: Block, additions: Additions, pieces: Piece[]): void {
  const body = table.appendChild(document.createElement('tbody'));
  let start = block.start;
  for (const line of block.text.split('\n')) {
    const row = body.appendChild(document.createElement('tr'));
    for (const words of line.split('\t')) {
      const end = start + Array.from(words).length;
      const cell = row.appendChild(document.createElement('td'));
      if (end > start) appendRuns(cell, block, { start, end }, additions, pieces);
      start = end + 1; // past the tab or the newline
    }
  }
}

function appendRuns(
  parent: HTMLElement,
  block: Block,
  span: Span,
  { pages, segments, pageName }: Additions,
  pieces: Piece[],
): void {
  const here = pages.filter(({ start }) => span.start <= start && start < span.end);
  if (here.length + segments.length + block.styles.length + block.markers.length === 0) {
    appendPlain(parent, block, span, pieces);
    return;
  }
  for (const run of runsOf(block, span, here, segments)) {
    for (const page of run.pages) parent.append(pageStart(page, pageName));
    const words = slicePoints(block.text, run.start - block.start, run.end - block.start);
    const node = document.createTextNode(words);
    pieces.push({ node, start: run.start });
    parent.append(wrapped(node, run));
  }
}

/** Most text is plain: it needs no cutting. */
function appendPlain(parent: HTMLElement, block: Block, span: Span, pieces: Piece[]): void {
  const words = slicePoints(block.text, span.start - block.start, span.end - block.start);
  const node = document.createTextNode(words);
  pieces.push({ node, start: span.start });
  parent.append(node);
}

function pageStart({ label }: PageStart, pageName: (label: string) => string): HTMLElement {
  const mark = document.createElement('span');
  mark.className = 'page-start';
  mark.dataset['label'] = label;
  mark.dataset['name'] = pageName(label);
  return mark;
}

/** Put a run's text into the elements of its styles, its marker and its mark, inside out. */
function wrapped(node: Text, { styles, marker, segment }: Run): Node {
  let inner: Node = node;
  const wrap = (element: HTMLElement) => {
    element.append(inner);
    inner = element;
  };
  for (const { kind } of styles) {
    const element = document.createElement(STYLE_TAGS[kind] ?? 'span');
    if (!(kind in STYLE_TAGS)) element.className = kind;
    wrap(element);
  }
  if (marker) wrap(markerElement(marker));
  segment?.stack.slice(0, DEEPEST).forEach(({ pen }, depth) => wrap(markElement(pen, depth)));
  return inner;
}

function markerElement(marker: Marker): HTMLElement {
  const element =
    marker.target === null ? document.createElement('span') : jump(marker.target, marker.kind);
  element.className = marker.kind;
  return element;
}

function markElement(pen: string, depth: number): HTMLElement {
  const element = document.createElement('mark');
  element.dataset['pen'] = pen;
  element.dataset['depth'] = String(depth);
  return element;
}
