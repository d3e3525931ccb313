/** The library as every page sees it, kept current by the page's own steps and by events. */
import * as connection from '../api/connection.ts';
import { getLibrary } from '../api/client.ts';
import type { Change } from '../api/feed.ts';
import { ApiError } from '../api/http.ts';
import type { OutboxState } from '../api/outbox.ts';
import type {
  Course,
  LibraryView,
  OperationReply,
  Pen,
  PenSystem,
  SourceRow,
  Step,
  Topic,
} from '../api/types.ts';
import { coalesced } from './coalesce.ts';
import { inOutlineOrder, topicPaths } from './topics.ts';

class LibraryState {
  /** Undefined until the library has been fetched. */
  view = $state.raw<LibraryView>();
  /** Why the library could not be opened. */
  failure = $state.raw<ApiError>();
  /** The sentence of the last refused step, until it is dismissed. */
  refusal = $state('');
  saving = $state.raw<OutboxState>({ pending: 0, trouble: null });

  /** Apart from `view`: every step changes them, and nothing else of the library. */
  #labels = $state.raw({ undo: '', redo: '' });

  /** The course that the reader is at: of pens with the same id its own one counts. */
  atCourse = $state('');
  readonly penById = $derived(
    new Map(
      [...(this.view?.pen_systems.map(({ pens }) => pens) ?? []), this.#pensHere()].flatMap(
        (pens) => pens.map((pen) => [pen.id, pen]),
      ),
    ),
  );
  readonly topicById = $derived(new Map(this.view?.topics.map((topic) => [topic.id, topic])));
  /** "Homicide > Murder" by topic id. */
  readonly pathOfTopic = $derived(topicPaths(this.view?.topics ?? []));
  readonly undoLabel = $derived(this.#labels.undo);
  readonly redoLabel = $derived(this.#labels.redo);

  #started = false;

  /** Connect to the library; to be called once, when the page starts. */
  async open(): Promise<void> {
    this.#listen();
    try {
      this.#show(await connection.connect());
      this.failure = undefined;
    } catch (error) {
      if (!(error instanceof ApiError)) throw error;
      this.failure = error;
    }
  }

  /** Fetch the library anew. */
  readonly refresh = coalesced(async () => {
    const fetched = await getLibrary().catch(() => undefined); // away: the outbox says so
    if (fetched) this.#show(fetched);
  });

  #pensHere(): readonly Pen[] {
    return this.systemOf(this.atCourse)?.pens ?? [];
  }

  course(id: string): Course | undefined {
    return this.view?.courses.find((course) => course.id === id);
  }

  source(id: string): SourceRow | undefined {
    return this.view?.sources.find((source) => source.id === id);
  }

  /** The pen system of a course. */
  systemOf(course: string): PenSystem | undefined {
    const id = this.course(course)?.pen_system;
    return this.view?.pen_systems.find((system) => system.id === id);
  }

  /** The pens of a course that are in use, in the reader's order. */
  pensOf(course: string): Pen[] {
    return this.systemOf(course)?.pens.filter((pen) => !pen.retired) ?? [];
  }

  /** The topics of a course as its outline has them: each before those under it. */
  topicsOf(course: string): Topic[] {
    return inOutlineOrder(this.view?.topics.filter((topic) => topic.course === course) ?? []);
  }

  /** Change something; a refusal is shown as `refusal` and also rejects. */
  submit(step: Step): Promise<OperationReply> {
    if (this.view && step.op === 'add_topic') {
      const { topic, course, name, parent = null } = step;
      const added = { id: topic, course, name, parent, order: '\uffff' };
      this.view = { ...this.view, topics: [...this.view.topics, added] };
    }
    return connection.submit(step);
  }

  /** Undo this reader's latest step; a refusal is shown. */
  undo(): Promise<void> {
    return this.#step({ op: 'undo' });
  }

  redo(): Promise<void> {
    return this.#step({ op: 'redo' });
  }

  async #step(step: Step): Promise<void> {
    await this.submit(step).catch(() => undefined); // shown by `refusal`
  }

  #show(view: LibraryView): void {
    this.view = view;
    this.#labels = { undo: view.undo, redo: view.redo };
  }

  #listen(): void {
    if (this.#started) return;
    this.#started = true;
    connection.onSaving((state) => (this.saving = state));
    connection.onRefused((_request, error) => {
      this.refusal = error.message;
      void this.refresh();
    });
    connection.onChange((change) => this.#take(change));
  }

  #take(change: Change): void {
    if (change.labels) this.#labels = change.labels;
    const touchesMore = change.touched.some(([entity]) => entity !== 'annotation');
    if (change.everything || touchesMore) void this.refresh();
  }
}

export const library = new LibraryState();
