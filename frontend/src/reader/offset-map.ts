/** From places in the page to offsets in the text and back. */
import type { BuiltBlock, Piece } from './build.ts';
import { pointLength, pointsBefore, unitsBefore } from './offsets.ts';
import type { Span } from './spans.ts';

export interface DomPlace {
  readonly node: Text;
  /** In UTF-16 units. */
  readonly offset: number;
}

export interface OffsetMap {
  /** Take the text nodes of a newly built block in. */
  add(pieces: readonly Piece[]): void;
  /** The offset of a place in the page; undefined where no text of the book is near. */
  offsetAt(node: Node, offset: number): number | undefined;
  /** The place of an offset; at a border of two nodes the one the side asks for. */
  placeOf(offset: number, side: 'start' | 'end'): DomPlace | undefined;
  /** A span as a range; undefined while its ends are not in the page. */
  rangeOf(span: Span): StaticRange | undefined;
}

/** Make a map over the blocks that `built` finds by offset. */
export function offsetMap(built: (offset: number) => BuiltBlock | undefined): OffsetMap {
  const starts = new WeakMap<Node, number>();

  function offsetAt(node: Node, offset: number): number | undefined {
    const start = starts.get(node);
    if (start !== undefined) return start + pointsBefore((node as Text).data, offset);
    const after = textAfter(node, offset);
    if (after && starts.has(after)) return starts.get(after);
    const before = textBefore(node, offset);
    const begun = before ? starts.get(before) : undefined;
    return begun === undefined ? undefined : begun + pointLength(before?.data ?? '');
  }

  function placeOf(offset: number, side: 'start' | 'end'): DomPlace | undefined {
    const pieces = built(side === 'end' ? Math.max(0, offset - 1) : offset)?.pieces;
    const at = pieces?.findLast(({ start }) => (side === 'end' ? start < offset : start <= offset));
    const { node, start } = at ?? pieces?.[0] ?? {};
    if (!node || start === undefined) return undefined;
    return { node, offset: unitsBefore(node.data, Math.max(0, offset - start)) };
  }

  function rangeOf(span: Span): StaticRange | undefined {
    const start = placeOf(span.start, 'start');
    const end = placeOf(span.end, 'end');
    if (!start || !end) return undefined;
    return new StaticRange({
      startContainer: start.node,
      startOffset: start.offset,
      endContainer: end.node,
      endOffset: end.offset,
    });
  }

  return {
    add(pieces) {
      for (const { node, start } of pieces) starts.set(node, start);
    },
    offsetAt,
    placeOf,
    rangeOf,
  };
}

/** The first text node at or after a place in an element. */
function textAfter(node: Node, offset: number): Text | null {
  const walker = document.createTreeWalker(node.getRootNode(), NodeFilter.SHOW_TEXT);
  const child = node.childNodes[offset];
  if (child instanceof Text) return child;
  if (child) walker.currentNode = child;
  else walker.currentNode = lastWithin(node);
  return walker.nextNode() as Text | null;
}

/** The last text node before a place in an element. */
function textBefore(node: Node, offset: number): Text | null {
  const walker = document.createTreeWalker(node.getRootNode(), NodeFilter.SHOW_TEXT);
  const child = node.childNodes[offset];
  walker.currentNode = child ?? lastWithin(node);
  if (!child && walker.currentNode instanceof Text) return walker.currentNode;
  return walker.previousNode() as Text | null;
}

function lastWithin(node: Node): Node {
  let last = node;
  while (last.lastChild) last = last.lastChild;
  return last;
}
