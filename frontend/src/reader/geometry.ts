/** Where spans stand in the window, and what stands at a point of it. */
import type { BookView } from './book-view.ts';
import type { Span } from './spans.ts';

/** The first and last row of a span in the window; undefined while it is not laid out. */
export function extentOf(
  view: BookView,
  span: Span,
): { first: DOMRect; last: DOMRect } | undefined {
  const first = rowAt(view, span.start, 'start');
  const last = rowAt(view, span.end, 'end');
  return first && last && { first, last };
}

/** Used again and again: every range that is alive makes every change of the page dearer. */
const measure = document.createRange();

/** The row of type at an edge of a span, as the box of the character or picture there. */
function rowAt(view: BookView, offset: number, side: 'start' | 'end'): DOMRect | undefined {
  const place = view.map.placeOf(offset, side);
  if (!place) return undefined;
  const { node, offset: unit } = place;
  const from = side === 'start' ? unit : Math.max(0, unit - 1);
  measure.setStart(node, Math.min(from, node.length));
  measure.setEnd(node, Math.min(from + 1, node.length));
  const rects = measure.getClientRects();
  const rect = rects[side === 'start' ? rects.length - 1 : 0];
  // A picture's sign has no height of its own: it stands for its picture.
  const picture = rect?.height === 0 ? node.parentElement?.closest('.image') : null;
  return picture?.getBoundingClientRect() ?? rect;
}

/** The offset of the character at a point of the window; undefined outside the text. */
export function offsetAtPoint(view: BookView, x: number, y: number): number | undefined {
  const place = caretAt(x, y);
  if (!place || !view.root.contains(place.node)) return undefined;
  return view.map.offsetAt(place.node, place.offset);
}

interface CaretPlace {
  node: Node;
  offset: number;
}

function caretAt(x: number, y: number): CaretPlace | undefined {
  if ('caretPositionFromPoint' in document) {
    const position = document.caretPositionFromPoint(x, y);
    return position ? { node: position.offsetNode, offset: position.offset } : undefined;
  }
  // Safari before 18.4 has the older name only.
  const older = document as unknown as {
    caretRangeFromPoint?: (x: number, y: number) => Range | null;
  };
  const range = older.caretRangeFromPoint?.(x, y);
  return range ? { node: range.startContainer, offset: range.startOffset } : undefined;
}

/** The span of the blocks that stand between two heights of the port; undefined when none do. */
export function spanBetween(view: BookView, top: number, bottom: number): Span | undefined {
  let start: number | undefined;
  let end = 0;
  const above = view.port.top;
  for (const section of view.near.sort((one, other) => one - other)) {
    for (const block of view.blocksOf(section)) {
      const box = block.element.getBoundingClientRect();
      if (box.bottom < above + top || box.top > above + bottom) continue;
      start ??= block.start;
      end = block.end;
    }
  }
  return start === undefined ? undefined : { start, end };
}

/** The offset of the first text below a height of the port. */
export function offsetAtHeight(view: BookView, y: number): number | undefined {
  const { left, width } = view.root.getBoundingClientRect();
  for (let below = 0; below < 200; below += 20) {
    const offset = offsetAtPoint(view, left + width / 4, view.port.top + y + below);
    if (offset !== undefined) return offset;
  }
  return undefined;
}

/** The part of the port where reading goes on: below the head, above the foot. */
const HEAD = 72;
const FOOT = 96;

const readingHeight = ({ port }: BookView): number => port.height - HEAD - FOOT;

/** Whether a span's first and last row are seen. */
export function isInWindow(view: BookView, span: Span): boolean {
  const extent = extentOf(view, span);
  if (!extent) return false;
  const { top, height } = view.port;
  return extent.first.top >= top + HEAD && extent.last.bottom <= top + height - FOOT;
}

/** Where an offset stands in the port, as `scrollToOffset` understands it; 0 when not laid out. */
export function shareOf(view: BookView, offset: number): number {
  const rect = rowAt(view, offset, 'start');
  return rect ? (rect.top - view.port.top - HEAD) / readingHeight(view) : 0;
}

/**
 * Scroll so that an offset stands a given share of the port below its top.
 *
 * Done twice: the first time the sections there get their real heights.
 */
export function scrollToOffset(view: BookView, offset: number, share: number): void {
  for (let i = 0; i < 2; i++) {
    const section = view.section(view.book.sectionAt(offset));
    const rect = rowAt(view, offset, 'start') ?? section?.getBoundingClientRect();
    if (!rect) return;
    const wanted = view.port.top + HEAD + readingHeight(view) * share;
    view.port.scrollBy(rect.top - wanted);
  }
}
