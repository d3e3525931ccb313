/** What is selected in the page, as a span of the text; and selecting a span. */
import type { BookView } from '../reader/book-view.ts';
import { snapToWords } from '../reader/snap.ts';
import type { Span } from '../reader/spans.ts';

type RangeReader = (range: Range) => Span | undefined;

/** What else on the screen shows words of a text: its pages as they were printed. */
const otherReaders = new WeakMap<BookView, Set<RangeReader>>();

/** Have selections read elsewhere, too, as spans of a text; returns how to stop it. */
export function readAlso(view: BookView, reader: RangeReader): () => void {
  const readers = otherReaders.get(view) ?? new Set();
  otherReaders.set(view, readers.add(reader));
  return () => readers.delete(reader);
}

/** The selected words; undefined when none of the text is selected. */
export function selectedSpan(view: BookView): Span | undefined {
  const selection = document.getSelection();
  if (!selection || selection.isCollapsed || selection.rangeCount === 0) return undefined;
  const range = selection.getRangeAt(0);
  if (!range.intersectsNode(view.root)) return readElsewhere(view, range);
  const start = view.map.offsetAt(range.startContainer, range.startOffset);
  const end = view.map.offsetAt(range.endContainer, range.endOffset);
  if (start === undefined || end === undefined || start >= end) return undefined;
  return snapToWords(view.book, { start, end });
}

/** Words of sections that have not come yet cannot be looked at: they stay as they were selected. */
function readElsewhere(view: BookView, range: Range): Span | undefined {
  for (const read of otherReaders.get(view) ?? []) {
    const span = read(range);
    if (span) return snapToWords(view.book, span) ?? span;
  }
  return undefined;
}

/** Select a span, as if it had been done by mouse. */
export function selectSpan(view: BookView, span: Span): void {
  const range = view.map.rangeOf(span);
  if (!range) return;
  document
    .getSelection()
    ?.setBaseAndExtent(
      range.startContainer,
      range.startOffset,
      range.endContainer,
      range.endOffset,
    );
}

export const dropSelection = (): void => document.getSelection()?.removeAllRanges();
