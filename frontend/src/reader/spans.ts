/** Spans: half-open ranges of code points in an edition's text. */

export interface Span {
  readonly start: number;
  readonly end: number;
}

export const overlap = (one: Span, other: Span): boolean =>
  one.start < other.end && other.start < one.end;

export const holds = (span: Span, offset: number): boolean =>
  span.start <= offset && offset < span.end;

/** The index of the last item that starts at or before `offset`; 0 when none does. */
export function lastStartingBefore(items: readonly { start: number }[], offset: number): number {
  let low = 0;
  let high = items.length - 1;
  while (low < high) {
    const middle = (low + high + 1) >> 1;
    if ((items[middle]?.start ?? Infinity) <= offset) low = middle;
    else high = middle - 1;
  }
  return low;
}
