/** Where the inside of a block is cut into text nodes, and what each of them lies in. */
import type { Block, Marker, Style } from '../api/types.ts';
import type { Segment } from './segments.ts';
import type { Span } from './spans.ts';

/** The first character of a page or of another numbered place, named in the margin. */
export interface PageStart {
  readonly start: number;
  readonly label: string;
}

/** A stretch of a block that becomes one text node. */
export interface Run extends Span {
  readonly styles: readonly Style[];
  readonly marker: Marker | undefined;
  readonly segment: Segment | undefined;
  /** The places that begin with it. */
  readonly pages: readonly PageStart[];
}

/**
 * Cut a span of a block into runs that lie wholly in or out of everything.
 *
 * `segments` become elements; there are none on the screen, where a painter draws marks.
 */
export function runsOf(
  block: Block,
  span: Span,
  pages: readonly PageStart[],
  segments: readonly Segment[],
): Run[] {
  const spans: readonly Span[] = [...block.styles, ...block.markers, ...segments];
  const cuts = new Set([span.start, span.end]);
  const cut = (offset: number) => {
    if (offset > span.start && offset < span.end) cuts.add(offset);
  };
  for (const { start, end } of spans) {
    cut(start);
    cut(end);
  }
  for (const { start } of pages) cut(start);
  const places = [...cuts].sort((one, other) => one - other);
  return places.slice(0, -1).map((start, i) => {
    const covers = (other: Span) => other.start <= start && start < other.end;
    return {
      start,
      end: places[i + 1] ?? span.end,
      styles: block.styles.filter(covers),
      marker: block.markers.find(covers),
      segment: segments.find(covers),
      pages: pages.filter((page) => page.start === start),
    };
  });
}
