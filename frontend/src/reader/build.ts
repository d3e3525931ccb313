/** Blocks as elements, made with createElement and text nodes only. */
import type { Block, Marker } from '../api/types.ts';
import { blockEnd, isFurniture } from './book.ts';
import { imageElement, type Pictures } from './images.ts';
import { runsOf, type PageStart, type Run } from './inline.ts';
import { slicePoints } from './offsets.ts';
import { DEEPEST, type Segment } from './segments.ts';
import type { Span } from './spans.ts';
import { buildTable } from './tables.ts';

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
  /** Names a table for those who cannot see it. */
  readonly tableName: string;
  readonly pictures: Pictures;
  /** Whether it stands inside of the block whose paragraph it goes on with. */
  readonly within?: boolean;
}

/** What stands for a picture in a text. */
const IMAGE_SIGN = '\ufffc';

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
  const span = { start: block.start, end };
  const element =
    block.kind === 'table'
      ? buildTable(block, additions.tableName, (cell, words) =>
          appendRuns(cell, block, words, additions, pieces),
        )
      : buildWords(block, span, additions, pieces);
  element.classList.add(additions.within ? 'goes-on' : block.kind);
  return { block, ...span, element, pieces };
}

function buildWords(block: Block, span: Span, additions: Additions, pieces: Piece[]): HTMLElement {
  const tag = additions.within ? 'span' : tagOf(block, additions.rank);
  const element = document.createElement(tag);
  if (block.kind === 'footnote') element.setAttribute('role', 'note');
  if (block.kind === 'list-item') element.style.setProperty('--depth', String(block.level || 1));
  if (block.text === IMAGE_SIGN) element.classList.add('figure');
  appendLabel(element, block, additions);
  appendRuns(element, block, span, additions, pieces);
  return element;
}

/** The page's title is its first heading: a book's own begin with the second. */
function tagOf({ kind, level }: Block, rank = Math.max(1, level)): string {
  if (kind === 'heading') return `h${Math.min(6, rank + 1)}`;
  return kind === 'quotation' ? 'blockquote' : 'p';
}

/** A label that is not among the words is shown before them; a footnote's leads back to its call. */
function appendLabel(element: HTMLElement, block: Block, { calledFrom }: Additions): void {
  if (block.label === '' && calledFrom === undefined) return;
  const inText = begins(block.text, block.label);
  if (calledFrom !== undefined) {
    const back = jump(calledFrom, 'back');
    back.dataset['label'] = inText ? '↑' : block.label;
    back.setAttribute('aria-label', `↑ ${block.label}`);
    element.append(back);
  } else if (block.label !== '' && !inText) {
    element.dataset['label'] = /\w$/.test(block.label) ? `${block.label}.` : block.label;
  }
}

/** Whether the words begin with a label: "1." is not in "12 months", nor a bullet in any words. */
function begins(text: string, label: string): boolean {
  const [words, start] = [bare(text), bare(label)];
  if (start === '') return text.startsWith(label);
  return words.startsWith(start) && !/^[\p{L}\p{N}]/u.test(words.slice(start.length));
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

function appendRuns(
  parent: HTMLElement,
  block: Block,
  span: Span,
  additions: Additions,
  pieces: Piece[],
): void {
  const { pages, segments, pageName } = additions;
  const here = pages.filter(({ start }) => span.start <= start && start < span.end);
  if (here.length + segments.length + block.styles.length + block.markers.length === 0) {
    appendPlain(parent, block, span, pieces);
    return;
  }
  for (const run of runsOf(block, span, here, segments)) {
    for (const page of run.pages) parent.append(pageStart(page, pageName));
    if (run.marker?.kind === 'furniture') continue; // a running head inside a block that was joined
    const words = slicePoints(block.text, run.start - block.start, run.end - block.start);
    const node = document.createTextNode(words);
    pieces.push({ node, start: run.start });
    parent.append(wrapped(node, run, block, additions));
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
function wrapped(
  node: Text,
  { styles, marker, segment }: Run,
  block: Block,
  { pictures }: Additions,
): Node {
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
  const image =
    marker?.kind === 'image' && block.images.find(({ start }) => start === marker.start);
  if (image) inner = pictureElement(inner, imageElement(image, marker.label, pictures));
  else if (marker) wrap(markerElement(marker));
  segment?.stack.slice(0, DEEPEST).forEach(({ pen }, depth) => wrap(markElement(pen, depth)));
  return inner;
}

/** A picture with its sign, which keeps its place in the text and is not read out. */
function pictureElement(sign: Node, picture: HTMLElement): HTMLElement {
  const element = document.createElement('span');
  element.className = 'image';
  const hidden = element.appendChild(document.createElement('span'));
  hidden.setAttribute('aria-hidden', 'true');
  hidden.append(sign);
  element.append(picture);
  return element;
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
