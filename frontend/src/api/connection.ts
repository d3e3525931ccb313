/** The page's one connection to its library: the way in, the way to change anything, the news. */
import { getLibrary, postOperation } from './client.ts';
import { listenToEvents } from './events.ts';
import { Feed, type Change } from './feed.ts';
import type { ApiError } from './http.ts';
import { newId } from './ids.ts';
import { Outbox, type OutboxState } from './outbox.ts';
import { openSession } from './session.ts';
import type { Job, LibraryView, OperationReply, OperationRequest, Step } from './types.ts';

let outbox: Outbox | undefined;
const feed = new Feed(() => pendingRequests().length > 0);
const saving = new Set<(state: OutboxState) => void>();
const refusals = new Set<(request: OperationRequest, error: ApiError) => void>();

/** Open the session, fetch the library, send what was left unsent, and listen for news. */
export async function connect(): Promise<LibraryView> {
  await openSession();
  const library = await getLibrary();
  feed.startAt(library.cursor);
  if (!outbox) {
    outbox = openOutbox(library.id);
    listenToEvents({
      onEvent: (event) => feed.hear(event),
      onOpen: () => void outbox?.flush(),
    });
  }
  return library;
}

/**
 * Change something: the one way to do it.
 *
 * The operation is kept until the server has it, also over a reload. The
 * promise settles with the server's answer; while the server is away it waits.
 *
 * Rejects with an ApiError when the server refuses.
 */
export function submit(step: Step): Promise<OperationReply> {
  if (!outbox) throw new Error('submit before connect');
  return outbox.submit({ ...step, id: newId() });
}

/** The operations that the server has not acknowledged, oldest first. */
export const pendingRequests = (): readonly OperationRequest[] => outbox?.pending ?? [];

/** Hear of every change in the library; gives the way to stop it. */
export const onChange = (listener: (change: Change) => void): (() => void) =>
  feed.onChange(listener);

/** Hear of the progress of imports. */
export const onJob = (listener: (job: Job) => void): (() => void) => feed.onJob(listener);

/** Hear what is saved and what is not. */
export function onSaving(listener: (state: OutboxState) => void): () => void {
  saving.add(listener);
  return () => saving.delete(listener);
}

/** Hear of operations that the server refused; their effect on the screen has to be undone. */
export function onRefused(
  listener: (request: OperationRequest, error: ApiError) => void,
): () => void {
  refusals.add(listener);
  return () => refusals.delete(listener);
}

function openOutbox(library: string): Outbox {
  const made = new Outbox({
    storage: localStorage,
    post: postOperation,
    wait: (milliseconds, wake) =>
      Promise.race([wake, new Promise<void>((resolve) => setTimeout(resolve, milliseconds))]),
    library,
    onAcknowledged: (reply) => feed.acknowledge(reply),
    onRefused: (request, error) => {
      for (const listener of refusals) listener(request, error);
    },
    now: Date.now,
  });
  made.subscribe((state) => {
    for (const listener of saving) listener(state);
  });
  window.addEventListener('online', () => void made.flush());
  void made.flush();
  return made;
}
