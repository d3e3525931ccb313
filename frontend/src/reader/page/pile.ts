/** Going through the marks that lie over one another, newest first and round again. */
import { selectedSpan } from '../../marks/selection.ts';
import { markStrings as text } from '../../ui/strings-marks.ts';
import { newestFirst } from '../segments.ts';
import type { Span } from '../spans.ts';
import type { ReaderState } from './reader-state.svelte.ts';

export class Pile {
  #reader: ReaderState;
  /** Where it was begun, and the mark it has come to: what is under that one is gone on with. */
  #begun: { readonly over: Span; readonly at: string } | null = null;

  constructor(reader: ReaderState) {
    this.#reader = reader;
  }

  /** Take up the next mark that lies where the current one lies, or on the selection. */
  cycle(): void {
    const reader = this.#reader;
    const place = this.#place();
    const here = place ? reader.marking.index.touching(place) : [];
    const shown = here.filter((mark) => reader.sieve.shows(mark)).sort(newestFirst);
    const next = (shown.findIndex(({ id }) => id === reader.currentId) + 1) % shown.length;
    const mark = shown[next];
    if (!place || !mark || mark.id === reader.currentId) {
      reader.announcement = text.alone;
      return;
    }
    reader.take(mark);
    reader.passages.meanAt(mark, Math.max(mark.start, place.start));
    this.#begun = { over: place, at: mark.id };
    reader.announcement = text.ofHere(next + 1, shown.length, reader.describe(mark));
  }

  #place(): Span | undefined {
    const { currentId, passages, view } = this.#reader;
    if (currentId !== null && this.#begun?.at === currentId) return this.#begun.over;
    return selectedSpan(view) ?? passages.meant;
  }
}
