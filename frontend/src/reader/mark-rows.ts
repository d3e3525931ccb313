/** The rows of type that a span takes up in its section: what its mark is drawn on. */
import type { BookView } from './book-view.ts';
import type { Piece } from './build.ts';
import { pointLength, unitsBefore } from './offsets.ts';
import { lastStartingBefore, type Span } from './spans.ts';
import type { TypeMetrics } from './type-metrics.ts';

/** A stretch of one row, in pixels from the corner of its section. */
export interface Row {
  readonly left: number;
  readonly right: number;
  readonly top: number;
  readonly bottom: number;
  /** Where its letters stand. */
  readonly baseline: number;
  /** Of its letters. */
  readonly size: number;
}

/** A stretch narrower than this cannot be seen. */
const THINNEST = 0.05;
/** Used again and again: every range that is alive makes every change of the page dearer. */
const measure = document.createRange();

/** Measure the part of a span that lies in a filled section; `corner` is where the section stands. */
export function rowsOf(
  view: BookView,
  section: number,
  { start, end }: Span,
  corner: DOMRect,
  metrics: TypeMetrics,
): Row[] {
  const blocks = view.blocksOf(section);
  const rows: Row[] = [];
  for (let i = lastStartingBefore(blocks, start); i < blocks.length; i++) {
    const built = blocks[i];
    if (!built || built.start >= end) break;
    const { pieces, element } = built;
    const sides = element.classList.contains('table') ? element.getBoundingClientRect() : undefined;
    for (let p = lastStartingBefore(pieces, start); p < pieces.length; p++) {
      const piece = pieces[p];
      if (!piece || piece.start >= end) break;
      addRows(rows, piece, { start, end }, corner, metrics, sides);
    }
  }
  return rows;
}

/** Add the rows of a text node; `sides`, of a box that scrolls, cut off what is not seen. */
function addRows(
  rows: Row[],
  { node, start }: Piece,
  span: Span,
  corner: DOMRect,
  metrics: TypeMetrics,
  sides: DOMRect | undefined,
): void {
  const from = Math.max(span.start, start) - start;
  const to = Math.min(span.end - start, pointLength(node.data));
  if (from >= to || !node.parentElement) return;
  measure.setStart(node, unitsBefore(node.data, from));
  measure.setEnd(node, unitsBefore(node.data, to));
  const { ascent, size } = metrics.of(node.parentElement);
  for (const box of measure.getClientRects()) {
    const left = Math.max(box.left, sides?.left ?? -Infinity);
    const right = Math.min(box.right, sides?.right ?? Infinity);
    if (right - left < THINNEST || box.height === 0) continue;
    const top = box.top - corner.top;
    rows.push({
      left: left - corner.left,
      right: right - corner.left,
      top,
      bottom: top + box.height,
      baseline: top + box.height * ascent,
      size: box.height * size,
    });
  }
}
