/** The open book: what is current, selected and being written, and what the keys do to it. */
import { sent, type AreaMark } from '../../api/areas.ts';
import { newId } from '../../api/ids.ts';
import type { PagePart } from '../../api/pages.ts';
import type { Annotation, Pen, SourceView } from '../../api/types.ts';
import { library } from '../../lib/library-state.svelte.ts';
import { isOnArea, isPlaced, passagesOf, standsAt } from '../../marks/annotation-index.ts';
import { describeMark } from '../../marks/describe.ts';
import { learn, nextLesson, type Lesson } from '../../marks/preferences.ts';
import { dropSelection, selectedSpan, selectSpan } from '../../marks/selection.ts';
import { nextSentence, previousSentence } from '../../marks/sentence-cursor.ts';
import { areaStrings } from '../../ui/strings-areas.ts';
import { strings } from '../../ui/strings.ts';
import type { BookView } from '../book-view.ts';
import { isInWindow, offsetAtHeight, scrollToOffset } from '../geometry.ts';
import { newestFirst } from '../segments.ts';
import type { Span } from '../spans.ts';
import type { TextLoader } from '../text-loader.ts';
import type { Marking } from './marking.svelte.ts';
import { Passages } from './passages.svelte.ts';
import { Pile } from './pile.ts';
import { Sieve } from './sieve.svelte.ts';
import { Statements } from './statements.ts';

/** A rectangle of a page, or of a picture. */
export interface DrawnArea {
  readonly page_index?: number;
  readonly image?: string;
  readonly rectangle: PagePart;
}

export type Writing = 'own-words' | 'comment' | 'topics' | 'links';

/** Where a place stands in the window when it is gone to: a third from the top. */
const READING_LINE = 0.3;
const BELOW_HEAD = 80;

const text = strings.reader;

export class ReaderState {
  readonly source: SourceView;
  readonly view: BookView;
  readonly marking: Marking;
  /** The passages of the current mark. */
  readonly passages = new Passages(this);
  /** What is said of the current mark besides words. */
  readonly statements = new Statements(this);
  /** Which marks are shown. */
  readonly sieve = new Sieve(this);
  /** The marks that lie over one another. */
  readonly pile = new Pile(this);
  #loader: TextLoader;

  /** The id of the mark that keys work on. */
  currentId = $state<string | null>(null);
  /** The id of the mark that is pointed at in one view and shown in the others. */
  linkedId = $state<string | null>(null);
  /** Where the reader was taken last: other views of the book go there, too. */
  went = $state.raw<{ readonly offset: number; readonly area?: AreaMark } | null>(null);
  /** A rectangle or a picture that waits for a pen. */
  drawn = $state.raw<DrawnArea | null>(null);
  /** What of the current mark is being written. */
  writing = $state<Writing | null>(null);
  /** The pen in the hand: what is selected next is marked with it. */
  armed = $state<Pen | null>(null);
  /** What is read out. */
  announcement = $state('');
  lesson = $state<Lesson | undefined>(nextLesson());
  /** Makes a jump a step of the browser's history, which then leads there. */
  onJump: ((offset: number) => void) | undefined;

  readonly current: Annotation | undefined = $derived.by(() =>
    this.currentId === null ? undefined : this.marking.index.get(this.currentId),
  );

  constructor(source: SourceView, view: BookView, marking: Marking, loader: TextLoader) {
    this.source = source;
    this.view = view;
    this.marking = marking;
    this.#loader = loader;
  }

  get pens(): Pen[] {
    return library.pensOf(this.source.course);
  }

  // ------------------------------------------------------------ marking

  /**
   * Use a pen: on the selection, else on the current mark, else take it in the hand.
   */
  usePen(pen: Pen): void {
    const span = selectedSpan(this.view);
    if (this.drawn) this.markArea(this.drawn, pen);
    else if (span) this.mark(span, pen);
    else if (this.current) this.repen(this.current, pen);
    else this.armed = this.armed?.id === pen.id ? null : pen;
  }

  mark(span: Span, pen: Pen): void {
    const { id: source, edition } = this.source;
    if (edition === null || library.view?.read_only) return;
    const annotation = newId();
    const { start, end } = this.passages.snapped(span);
    this.marking.step({ op: 'annotate', annotation, source, edition, start, end, pen: pen.id });
    dropSelection();
    this.currentId = annotation;
    if (this.current) this.passages.mean(this.current, 0);
    this.announcement = text.markedAs(pen.name);
    this.learnt('mark');
  }

  /** Mark a rectangle of a page, or a picture. */
  markArea({ image = '', page_index = 0, rectangle }: DrawnArea, pen: Pen): void {
    this.drawn = null;
    const { id: source, edition } = this.source;
    if (edition === null || library.view?.read_only) return;
    const annotation = newId();
    const where = { source, edition, page_index, image, area: sent(rectangle) };
    this.marking.step({ op: 'annotate_area', annotation, pen: pen.id, ...where });
    this.currentId = annotation;
    this.announcement = areaStrings.markedAs(pen.name);
    this.learnt('mark');
  }

  /** Give a mark on an area another rectangle. */
  moveArea({ id }: Annotation, rectangle: PagePart): void {
    this.marking.step({ op: 'change_annotation', annotation: id, area: sent(rectangle) });
    this.announcement = areaStrings.moved;
  }

  repen(annotation: Annotation, pen: Pen): void {
    if (annotation.pen === pen.id) return;
    this.marking.step({ op: 'change_annotation', annotation: annotation.id, pen: pen.id });
    this.announcement = text.markedAs(pen.name);
  }

  /** Erase the marks under the selection, else the current one. */
  erase(): void {
    const span = selectedSpan(this.view);
    const touched = span ? this.marking.index.touching(span).map(({ id }) => id) : [];
    const annotations = touched.length > 0 || this.currentId === null ? touched : [this.currentId];
    if (annotations.length === 0) return;
    this.marking.step({ op: 'delete_annotations', annotations });
    this.announcement = text.erased(annotations.length);
    this.currentId = null;
    this.writing = null;
  }

  /** Change the words of a mark, unless they are as they were or the mark is gone. */
  write(annotation: Annotation, field: 'own_words' | 'comment', words: string): void {
    const now = this.marking.index.get(annotation.id);
    if (!now || words === now[field]) return;
    const change = field === 'own_words' ? { own_words: words } : { comment: words };
    this.marking.step({ op: 'change_annotation', annotation: annotation.id, ...change });
    if (field === 'own_words') this.learnt('own-words');
  }

  setTopics(annotation: Annotation, topics: string[]): void {
    this.marking.step({ op: 'change_annotation', annotation: annotation.id, topics });
    this.learnt('topics');
  }

  /** Put the pen down, else drop the selection, else let go of the current mark. */
  drop(): void {
    if (this.drawn) this.drawn = null;
    else if (this.armed) this.armed = null;
    else if (selectedSpan(this.view)) dropSelection();
    else this.currentId = null;
    this.writing = null;
  }

  learnt(lesson: Lesson): void {
    learn(lesson);
    this.lesson = nextLesson();
  }

  // ------------------------------------------------------------ moving

  /** Select the next or previous sentence, or extend the selection by the next one. */
  async moveBySentence(to: 'next' | 'previous' | 'extend'): Promise<void> {
    const selected = selectedSpan(this.view);
    const from = selected ?? this.#startingPlace();
    const { book } = this.view;
    const find = to === 'previous' ? previousSentence : nextSentence;
    const offset = to === 'previous' ? from.start : from.end;
    await this.#loader.ensure(book.sectionAt(offset));
    const found = find(book, offset, this.source.language);
    if (!found) return;
    const span = to === 'extend' && selected ? { ...selected, end: found.end } : found;
    selectSpan(this.view, span);
    this.went = { offset: found.start };
    if (!isInWindow(this.view, found)) scrollToOffset(this.view, found.start, READING_LINE);
    this.announcement = book.quote(found);
  }

  /** Without a selection the cursor goes on after the current mark, else at the top of the window. */
  #startingPlace(): Span {
    const { current } = this;
    const place = current && standsAt(current);
    if (place) return place;
    const offset = offsetAtHeight(this.view, BELOW_HEAD) ?? 0;
    return { start: offset, end: offset };
  }

  /** Make the next or previous mark the current one. */
  async moveByMark(step: 1 | -1): Promise<void> {
    const found = this.#markBeside(
      this.sieve.isOn ? this.sieve.found : this.marking.index.all(),
      step,
    );
    if (found) await this.open(found);
  }

  #markBeside(ordered: readonly Annotation[], step: 1 | -1): Annotation | undefined {
    const at = ordered.findIndex(({ id }) => id === this.currentId);
    if (at >= 0) return ordered[at + step];
    const { start } = this.#startingPlace();
    return step === 1
      ? ordered.find((annotation) => (standsAt(annotation)?.start ?? 0) >= start)
      : ordered.findLast((annotation) => (standsAt(annotation)?.start ?? 0) < start);
  }

  /** Make a mark current and bring it, or one of its passages, into the window. */
  async open(annotation: Annotation, passage = 0): Promise<void> {
    this.currentId = annotation.id;
    this.writing = null;
    this.passages.mean(annotation, passage);
    const place = isPlaced(annotation) ? passagesOf(annotation)[passage] : standsAt(annotation);
    if (place) {
      const { start: offset } = place;
      this.went = isOnArea(annotation) ? { offset, area: annotation.area } : { offset };
      await this.#loader.ensure(this.view.book.sectionAt(offset));
      if (!isInWindow(this.view, place)) scrollToOffset(this.view, offset, READING_LINE);
    }
    this.announcement = this.describe(annotation);
  }

  /** Bring a passage into the window, unless it is there. */
  async see(span: Span): Promise<void> {
    await this.#loader.ensure(this.view.book.sectionAt(span.start));
    if (!isInWindow(this.view, span)) scrollToOffset(this.view, span.start, READING_LINE);
  }

  /** Jump to a place of the text, from which one can go back. */
  async goTo(offset: number): Promise<void> {
    if (this.onJump) this.onJump(offset);
    else await this.standAt(offset, 0);
  }

  /** Have a place stand in all views of the book, at a share of the reading height. */
  async standAt(offset: number, share: number): Promise<void> {
    this.went = { offset };
    await this.#loader.ensure(this.view.book.sectionAt(offset));
    scrollToOffset(this.view, offset, share);
  }

  /** Bring a place into the window of the text; other views of the book stay where they are. */
  async showText(offset: number): Promise<void> {
    await this.#loader.ensure(this.view.book.sectionAt(offset));
    scrollToOffset(this.view, offset, 0);
  }

  /** Take up what was clicked on: the newest mark there; again, the one below it. */
  pick(offset: number): void {
    const here = this.marking.index.at(offset).filter((mark) => this.sieve.shows(mark));
    here.sort(newestFirst);
    const at = here.findIndex(({ id }) => id === this.currentId);
    const next = here[(at + 1) % here.length];
    this.currentId = next?.id ?? null;
    this.writing = null;
    if (!next) return;
    this.passages.meanAt(next, offset);
    this.announcement = this.describe(next);
  }

  /** Take up a mark that was clicked on. */
  take(annotation: Annotation): void {
    this.currentId = annotation.id;
    this.writing = null;
    this.announcement = this.describe(annotation);
  }

  startWriting(what: Writing): void {
    if (this.current) this.writing = what;
  }

  /** A mark in words, for those who hear the page. */
  describe(annotation: Annotation): string {
    const { index } = this.marking;
    const pen = library.penById.get(annotation.pen);
    const rank = index.rank(annotation);
    return describeMark(annotation, pen, this.quoteOf(annotation), [rank, index.ordered().length]);
  }

  quoteOf(annotation: Annotation): string {
    if (isPlaced(annotation)) {
      return passagesOf(annotation)
        .map((span) => this.view.book.quote(span))
        .join(' … ');
    }
    return annotation.quote || (annotation.area?.words ?? '');
  }
}
