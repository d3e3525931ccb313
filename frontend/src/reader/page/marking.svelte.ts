/** The annotations of the open source: kept, drawn, and changed at once on the screen. */
import { getAnnotations } from '../../api/client.ts';
import { onChange, onRefused, pendingRequests } from '../../api/connection.ts';
import type { Change } from '../../api/feed.ts';
import type { Annotation, SourceView, Step } from '../../api/types.ts';
import { coalesced } from '../../lib/coalesce.ts';
import { now } from '../../lib/clock.ts';
import { library } from '../../lib/library-state.svelte.ts';
import { AnnotationIndex } from '../../marks/annotation-index.ts';
import { applyStep } from '../../marks/fold.ts';
import type { BookView } from '../book-view.ts';
import type { Painter } from '../painter.ts';
import { crowdsOf, segmentsOf, type Crowd } from '../segments.ts';

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

  destroy(): void {
    for (const stop of this.#stops) stop();
  }

  /** Fetch the annotations; steps not yet acknowledged are applied to what comes. */
  readonly load = coalesced(async () => {
    const { annotations } = await getAnnotations(this.#source.id);
    this.#index.replaceAll(annotations);
    this.#applyPending();
    this.loaded = true;
    this.#redraw(this.#view.near);
    this.#heldShapes = this.#held; // also when no section is near yet
  });

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
    const pieces = this.#index.piecesIn(section);
    const only = this.#only;
    const segments = segmentsOf(only ? pieces.filter(({ id }) => only.has(id)) : pieces);
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
    if (sections.length > 0) this.#heldShapes = this.#held;
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
  #takeOwn({ annotations, deleted }: Change): void {
    const here = annotations.filter(({ source }) => source === this.#source.id);
    if (here.length + deleted.length === 0) return;
    const redraw = here.flatMap((annotation) => {
      const shown = this.#index.get(annotation.id);
      const sections = this.#index.put(annotation);
      return shown && looksAlike(shown, annotation) ? [] : sections;
    });
    redraw.push(...deleted.flatMap((id) => this.#index.remove(id)));
    this.#redraw([...redraw, ...this.#applyPending()]);
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
