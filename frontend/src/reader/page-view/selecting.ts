/**
 * Selecting on pages: by mouse after the boxes of the words, so that gaps, columns and
 * page ends are no trap; by touch as the browser does it. Either way it is the
 * browser's own selection, of text nodes that know their offsets.
 */
import { readAlso } from '../../marks/selection.ts';
import type { Piece } from '../build.ts';
import { offsetMap } from '../offset-map.ts';
import { unitsBefore } from '../offsets.ts';
import type { BookView } from '../book-view.ts';
import type { Span } from '../spans.ts';

interface Place {
  readonly node: Text;
  readonly offset: number;
}

export class PageSelection {
  #root: HTMLElement;
  #pieces = new Map<number, readonly Piece[]>();
  #map = offsetMap(() => undefined);
  #from: { page: number; offset: number } | undefined;
  #stop: () => void;

  constructor(root: HTMLElement, view: BookView) {
    this.#root = root;
    this.#stop = readAlso(view, (range) => this.#read(range));
  }

  destroy(): void {
    this.#stop();
  }

  /** Take in the words of a page that is in the document now. */
  add(page: number, pieces: readonly Piece[]): void {
    this.#pieces.set(page, pieces);
    this.#map.add(pieces);
  }

  remove(page: number): void {
    this.#pieces.delete(page);
  }

  /** Begin to select at an offset of a page. */
  begin(page: number, offset: number): void {
    this.#from = { page, offset };
    document.getSelection()?.removeAllRanges();
  }

  /** The page on which it was begun; undefined while nothing is being selected. */
  get begunOn(): number | undefined {
    return this.#from?.page;
  }

  /** Select from where it was begun up to an offset of a page. */
  extend(page: number, offset: number): void {
    if (!this.#from) return;
    const from = this.#placeOf(this.#from.page, this.#from.offset);
    const to = this.#placeOf(page, offset);
    if (from && to) {
      document.getSelection()?.setBaseAndExtent(from.node, from.offset, to.node, to.offset);
    }
  }

  end(): void {
    this.#from = undefined;
  }

  /** Select a span of one page. */
  select(page: number, { start, end }: Span): void {
    this.begin(page, start);
    this.extend(page, end);
    this.end();
  }

  #placeOf(page: number, offset: number): Place | undefined {
    const pieces = this.#pieces.get(page) ?? [];
    const piece = pieces.findLast(({ start }) => start <= offset) ?? pieces[0];
    if (!piece) return undefined;
    const units = unitsBefore(piece.node.data, Math.max(0, offset - piece.start));
    return { node: piece.node, offset: units };
  }

  #read(range: Range): Span | undefined {
    if (!range.intersectsNode(this.#root)) return undefined;
    const one = this.#map.offsetAt(range.startContainer, range.startOffset);
    const other = this.#map.offsetAt(range.endContainer, range.endOffset);
    if (one === undefined || other === undefined || one === other) return undefined;
    return { start: Math.min(one, other), end: Math.max(one, other) };
  }
}
