/** The annotations of the open source: kept, drawn, and changed at once on the screen. */
import { getAnnotations } from '../../api/client.ts';
import { onChange, onRefused, pendingRequests } from '../../api/connection.ts';
import type { Change } from '../../api/feed.ts';
import type { Annotation, SourceView, Step } from '../../api/types.ts';
import { coalesced } from '../../lib/coalesce.ts';
import { now } from '../../lib/clock.ts';
import { library } from '../../lib/library-state.svelte.ts';
import { AnnotationIndex, type Placed } from '../../marks/annotation-index.ts';
import { Coverage, type MarkedText } from '../../marks/covered.ts';
import { Strip, type Tick } from '../../marks/coverage.ts';
import { applyStep } from '../../marks/fold.ts';
import type { BookView } from '../book-view.ts';
import type { Painter } from '../painter.ts';
import { crowdsOf, segmentsOf, type Crowd } from '../segments.ts';

/** A book of so many sections is long. */
const LONG = 40;
/** What is near: the sections whose text comes first. */
const BEFORE = 1;
const AFTER = 2;

export class Marking {
  /** Whether the annotations have come. */
  loaded = $state(false);
  #index: AnnotationIndex;
  /** A new object after every change, so that what is derived from the index is derived anew. */
  #held = $state.raw<{ index: AnnotationIndex }>();
  /** The same, only after changes that are seen in the text. */
  #heldShapes = $state.raw<{ index: AnnotationIndex }>();
  /** Where more lie than are drawn, by section; a new object after every change of it. */
  #crowds = $state.raw<ReadonlyMap<number, readonly Crowd[]>>(new Map());
  /** What they cover; a new object after every change of it. */
  #coverage: Coverage;
  /** What those that are shown cover, likewise. */
  #strip: Strip;
  /** The page's own changes since all annotations were asked for: the reply may be older. */
  #meanwhile: Change[] | null = null;
  /** When only some are shown: their ids. */
  #only: ReadonlySet<string> | null = null;
  #source: SourceView;
  #view: BookView;
  #painter: Painter;
  #stops: (() => void)[];

  constructor(source: SourceView, view: BookView, painter: Painter) {
    this.#source = source;
    this.#view = view;
    this.#painter = painter;
    this.#index = new AnnotationIndex(view.book);
    this.#held = { index: this.#index };
    this.#heldShapes = this.#held;
    const { sections } = view.book;
    const all: MarkedText = { sections, in: (index) => this.#index.piecesIn(index) };
    const shown: MarkedText = { sections, in: (index) => this.#shownIn(index) };
    this.#coverage = $state.raw(new Coverage(all));
    this.#strip = $state.raw(new Strip(shown, source.length));
    this.#stops = [
      onChange((change) => this.#take(change)),
      onRefused((request) => {
        if (request.op.includes('annot')) this.#reload();
      }),
    ];
  }

  /** The annotations; reactive where it is read. */
  get index(): AnnotationIndex {
    return this.#held?.index ?? this.#index;
  }

  /** The annotations, for what depends only on where they stand and with which pen. */
  get shapes(): AnnotationIndex {
    return this.#heldShapes?.index ?? this.#index;
  }

  /** Where more marks lie over one another than are drawn, as far as sections are near. */
  get crowds(): readonly Crowd[] {
    return [...this.#crowds.values()].flat();
  }

  /** How much of each part of the text they cover. */
  get coverage(): Coverage {
    return this.#coverage;
  }

  /** Where those that are shown stand, over the length of the book. */
  get ticks(): readonly Tick[] {
    return this.#strip.ticks(this.#only?.size ?? this.#index.size);
  }

  destroy(): void {
    for (const stop of this.#stops) stop();
  }

  /** Fetch the annotations; steps not yet acknowledged are applied to what comes. */
  readonly load = coalesced(async () => {
    const meanwhile: Change[] = (this.#meanwhile = []);
    const { annotations } = await getAnnotations(this.#source.id);
    this.#meanwhile = null;
    this.#index.replaceAll(annotations);
    for (const change of meanwhile) this.#putOwn(change);
    this.#applyPending();
    this.loaded = true;
    this.#redraw([...this.#view.book.sections.keys()]);
    this.#heldShapes = this.#held; // also when no section is near yet
  });

  /**
   * Fetch the annotations, those near a section first.
   *
   * All of a long book may take a second. Gives when the near ones are here, and when all are.
   */
  loadFrom(section: number): { near: Promise<void>; all: Promise<void> } {
    const isLong = this.#view.book.sections.length >= LONG;
    const near = isLong ? this.#loadNear(section) : this.load();
    const all = isLong ? near.then(() => this.load()) : near;
    all.catch(() => undefined); // told to who waits for it, which may be nobody yet
    return { near, all };
  }

  async #loadNear(section: number): Promise<void> {
    const { sections } = this.#view.book;
    const start = sections[Math.max(0, section - BEFORE)]?.start ?? 0;
    const end = sections[Math.min(sections.length - 1, section + AFTER)]?.end ?? 0;
    const { annotations } = await getAnnotations(this.#source.id, { start, end });
    if (this.loaded) return;
    const changed = annotations.flatMap((annotation) => this.#index.put(annotation));
    this.#redraw([...changed, ...this.#applyPending()]);
  }

  /** Change annotations: on the screen now, at the server as soon as it can be. */
  step(step: Step): void {
    this.#redraw(applyStep(this.#index, this.#source.id, step, now()));
    // A refusal is shown by the library's state and undone by `load`.
    library.submit(step).catch(() => undefined);
  }

  /** Show an annotation differently without changing it, while it is being dragged. */
  preview(annotation: Annotation): void {
    this.#redraw(this.#index.put(annotation));
  }

  /** Draw a section's marks. */
  draw(section: number): void {
    const segments = segmentsOf(this.#shownIn(section));
    this.#painter.draw(section, segments);
    this.#keepCrowds(section, crowdsOf(segments, this.#view.blocksOf(section)));
  }

  /** Take away what is drawn in a section. */
  erase(section: number): void {
    this.#painter.erase(section);
    this.#keepCrowds(section, []);
  }

  /** Draw only some marks; null draws all. */
  showOnly(ids: ReadonlySet<string> | null): void {
    if (ids === this.#only) return;
    this.#only = ids;
    for (const section of this.#view.near) this.draw(section);
    this.#strip = this.#strip.after([...this.#view.book.sections.keys()]);
  }

  /** The passages in a section of those that are shown. */
  #shownIn(section: number): readonly Placed[] {
    const pieces = this.#index.piecesIn(section);
    const only = this.#only;
    return only ? pieces.filter(({ id }) => only.has(id)) : pieces;
  }

  #keepCrowds(section: number, crowds: readonly Crowd[]): void {
    if (crowds.length === 0 && !this.#crowds.has(section)) return;
    const kept = new Map(this.#crowds);
    if (crowds.length === 0) kept.delete(section);
    else kept.set(section, crowds);
    this.#crowds = kept;
  }

  #redraw(sections: readonly number[]): void {
    for (const section of this.#view.near) if (sections.includes(section)) this.draw(section);
    this.#held = { index: this.#index };
    if (sections.length === 0) return;
    this.#heldShapes = this.#held;
    this.#coverage = this.#coverage.after(sections);
    this.#strip = this.#strip.after(sections);
  }

  /** When it fails the program is away: the next event stream begins by fetching all anew. */
  #reload(): void {
    this.load().catch(() => undefined);
  }

  #applyPending(): number[] {
    return pendingRequests().flatMap((request) =>
      applyStep(this.#index, this.#source.id, request, now()),
    );
  }

  #take(change: Change): void {
    if (change.own) this.#takeOwn(change);
    else if (change.everything || this.#concerns(change)) this.#reload();
  }

  /** The reply has what the server made of the step; later steps may still be on their way. */
  #takeOwn(change: Change): void {
    this.#meanwhile?.push(change);
    const redraw = this.#putOwn(change);
    if (redraw) this.#redraw([...redraw, ...this.#applyPending()]);
  }

  /** Gives the sections to redraw; undefined when nothing of this source has changed. */
  #putOwn({ annotations, deleted }: Change): number[] | undefined {
    const here = annotations.filter(({ source }) => source === this.#source.id);
    if (here.length + deleted.length === 0) return undefined;
    const redraw = here.flatMap((annotation) => {
      const shown = this.#index.get(annotation.id);
      const sections = this.#index.put(annotation);
      return shown && looksAlike(shown, annotation) ? [] : sections;
    });
    redraw.push(...deleted.flatMap((id) => this.#index.remove(id)));
    return redraw;
  }

  /** Somebody else's change: it may touch annotations of this source, known or new. */
  #concerns({ touched }: Change): boolean {
    return touched.some(([entity, id]) => entity === 'annotation' || id === this.#source.id);
  }
}

const looksAlike = (one: Annotation, other: Annotation): boolean =>
  one.pen === other.pen &&
  one.start === other.start &&
  one.end === other.end &&
  String(one.more) === String(other.more);
