/**
 * The one stream of what has changed in the library, whoever changed it.
 *
 * The page's own steps come with the reply that acknowledges them, everybody
 * else's with server-sent events. The event of an own step is dropped: it may
 * come before its reply, so while steps are under way events wait a moment for theirs.
 *
 * An open stream of events is complete. It begins with an event that touches
 * nothing and says how far the log has got: only there can it be seen that
 * something was missed.
 */
import type { Annotation, Job, OperationReply, ServerEvent, Touched } from './types.ts';

export interface Change {
  touched: Touched[];
  /** The touched annotations that exist now; known for own steps only. */
  annotations: Annotation[];
  deleted: string[];
  /** Made by this page: `annotations` and `deleted` are the whole change. */
  own: boolean;
  /** Anything may have changed: what is held has to be fetched again. */
  everything: boolean;
  /** The labels of the next step to undo and redo; null where not known. */
  labels: { undo: string; redo: string } | null;
}

/** How long an event waits for the reply to the same step, in milliseconds. */
const REPLY_MAY_FOLLOW = 250;

export class Feed {
  #cursor: number | null = null;
  #acknowledged = new Set<number>();
  #changes = new Set<(change: Change) => void>();
  #jobs = new Set<(job: Job) => void>();
  readonly #isSending: () => boolean;

  /** `isSending` tells whether steps of this page are under way, whose replies may follow. */
  constructor(isSending: () => boolean = () => true) {
    this.#isSending = isSending;
  }

  onChange(listener: (change: Change) => void): () => void {
    this.#changes.add(listener);
    return () => this.#changes.delete(listener);
  }

  onJob(listener: (job: Job) => void): () => void {
    this.#jobs.add(listener);
    return () => this.#jobs.delete(listener);
  }

  /** Say up to where the library had been read when it was fetched. */
  startAt(cursor: number): void {
    this.#cursor = Math.max(cursor, this.#cursor ?? 0);
  }

  acknowledge(reply: OperationReply): void {
    this.#acknowledged.add(reply.cursor);
    const { touched, annotations, deleted, undo, redo } = reply;
    const labels = { undo, redo };
    this.#emit({ touched, annotations, deleted, own: true, everything: false, labels });
  }

  hear(event: ServerEvent): void {
    if (event.job) {
      for (const listener of this.#jobs) listener(event.job);
      return;
    }
    const known = this.#cursor ?? event.cursor;
    this.#cursor = Math.max(known, event.cursor);
    if (event.cursor <= known) return;
    if (event.touched.length === 0) this.#emit({ ...nothing, everything: true });
    else if (this.#isSending()) setTimeout(() => this.#pass(event), REPLY_MAY_FOLLOW);
    else this.#pass(event);
  }

  #pass({ cursor, touched, undo, redo }: ServerEvent): void {
    if (this.#acknowledged.delete(cursor)) return;
    this.#emit({ ...nothing, touched, labels: { undo, redo } });
  }

  #emit(change: Change): void {
    for (const listener of this.#changes) listener(change);
  }
}

const nothing: Change = {
  touched: [],
  annotations: [],
  deleted: [],
  own: false,
  everything: false,
  labels: null,
};
