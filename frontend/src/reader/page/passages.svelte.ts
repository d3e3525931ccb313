/** The passages of the current mark: which is meant, adding, taking out, moving and resizing. */
import type { Annotation, SpanPair } from '../../api/types.ts';
import { library } from '../../lib/library-state.svelte.ts';
import { isPlaced, passagesOf, type Placed } from '../../marks/annotation-index.ts';
import { snapping } from '../../marks/preferences.ts';
import { dropSelection, selectedSpan } from '../../marks/selection.ts';
import { snapped } from '../../marks/snapping.ts';
import { resized, type Resize } from '../../marks/words.ts';
import { markStrings as text } from '../../ui/strings-marks.ts';
import { printStrings } from '../../ui/strings-print.ts';
import { holds, type Span } from '../spans.ts';
import type { ReaderState } from './reader-state.svelte.ts';

export class Passages {
  #reader: ReaderState;
  /** The passage of a mark that was pointed at last. */
  #meant = $state.raw<{ readonly mark: string; readonly at: number } | null>(null);
  /** The mark that was current last: + adds to it when there is no current one. */
  #last: string | null = null;

  constructor(reader: ReaderState) {
    this.#reader = reader;
  }

  /** Which passage of the current mark is meant, from 0. */
  get at(): number {
    const current = this.#placed;
    if (!current || this.#meant?.mark !== current.id) return 0;
    return Math.min(this.#meant.at, current.more.length);
  }

  /** The passage that is meant; undefined when the current mark stands nowhere in the text. */
  get meant(): Span | undefined {
    const current = this.#placed;
    return current && passagesOf(current)[this.at];
  }

  get #placed(): Placed | undefined {
    const { current } = this.#reader;
    return current && isPlaced(current) ? current : undefined;
  }

  /** Mean a passage of a mark. */
  mean({ id }: Annotation, at: number): void {
    this.#meant = { mark: id, at };
    this.#last = id;
  }

  /** Mean the passage of a mark that holds an offset. */
  meanAt(mark: Placed, offset: number): void {
    const at = passagesOf(mark).findIndex((passage) => holds(passage, offset));
    this.mean(mark, Math.max(0, at));
  }

  /** Bring a passage as the reader prefers it. */
  snapped(span: Span): Span {
    const { source, view } = this.#reader;
    return snapped(view.book, span, snapping(), source.language) ?? span;
  }

  /** Add the selection to the current mark, or to the last one. */
  add(): void {
    const reader = this.#reader;
    const selected = selectedSpan(reader.view);
    const mark = reader.current ?? reader.marking.index.get(this.#last ?? '');
    if (library.view?.read_only) return;
    if (mark?.area === null && !isPlaced(mark)) this.#place(mark, selected);
    else if (!mark || !isPlaced(mark)) reader.announcement = text.addToWhat;
    else if (!selected) reader.announcement = text.addHint;
    else this.#addTo(mark, this.snapped(selected));
  }

  /** Give a mark without a place the selection for its passage. */
  #place(mark: Annotation, selected: Span | undefined): void {
    const reader = this.#reader;
    if (!selected) {
      reader.announcement = printStrings.placeHint;
      return;
    }
    const { start, end } = this.snapped(selected);
    dropSelection();
    reader.currentId = mark.id;
    this.#change(mark, [[start, end]]);
    reader.announcement = printStrings.placed;
  }

  #addTo(mark: Placed, { start, end }: Span): void {
    const spans = pairsOf(mark);
    dropSelection();
    this.#reader.currentId = mark.id;
    if (spans.some(([from, to]) => from <= start && end <= to)) {
      this.#reader.announcement = text.alreadyIn;
      return;
    }
    this.#change(mark, [...spans, [start, end]]);
    this.mean(mark, spans.length);
    this.#reader.announcement = text.added(spans.length + 1);
  }

  /** Take a passage out of the current mark; the last one stays: a mark is of something. */
  takeOut(at: number): void {
    const mark = this.#placed;
    if (!mark || mark.more.length === 0) return;
    const spans = pairsOf(mark).filter((_, i) => i !== at);
    this.#change(mark, spans);
    this.mean(mark, 0);
    this.#reader.announcement = text.takenOut(spans.length);
  }

  resize(how: Resize): void {
    const { source, view } = this.#reader;
    const { meant } = this;
    if (!meant) return;
    const span = resized(view.book, meant, how, snapping(), source.language);
    if (span.start !== meant.start || span.end !== meant.end) this.move(span);
  }

  /** Give the passage that is meant another place. */
  move({ start, end }: Span): void {
    const mark = this.#placed;
    if (!mark) return;
    this.#change(mark, withPassage(mark, this.at, { start, end }));
    this.#reader.announcement = this.#reader.view.book.quote({ start, end });
  }

  /** Show the passage that is meant elsewhere, without changing anything yet. */
  preview(span: Span): void {
    const mark = this.#placed;
    const [first, ...more] = mark ? withPassage(mark, this.at, span) : [];
    if (!mark || !first) return;
    this.#reader.marking.preview({ ...mark, start: first[0], end: first[1], more });
  }

  #change({ id }: Annotation, spans: SpanPair[]): void {
    this.#reader.marking.step({ op: 'change_annotation', annotation: id, spans });
  }
}

const pairsOf = (mark: Placed): SpanPair[] => [[mark.start, mark.end], ...mark.more];

const withPassage = (mark: Placed, at: number, { start, end }: Span): SpanPair[] =>
  pairsOf(mark).map((pair, i): SpanPair => (i === at ? [start, end] : pair));
