/**
 * Operations on their way to the server.
 *
 * An operation is kept in localStorage from the moment it is made until the
 * server has acknowledged it, so that neither a reload nor a server that is
 * away loses one. They are sent one at a time, in the order they were made;
 * one that may or may not have arrived is sent again with the same id, which
 * the server recognises. One that the server refuses is taken out.
 */
import { ApiError } from './http.ts';
import type { OperationReply, OperationRequest } from './types.ts';

export interface OutboxState {
  /** How many operations the server has not acknowledged. */
  readonly pending: number;
  /** Why the oldest one could not be sent just now; null while all goes well. */
  readonly trouble: ApiError | null;
}

export interface OutboxDependencies {
  /** Where operations are kept; each under a key of its own. */
  storage: Pick<Storage, 'getItem' | 'setItem' | 'removeItem' | 'key' | 'length'>;
  post: (request: OperationRequest) => Promise<OperationReply>;
  /** Waits; resolves early when `wake` is called. */
  wait: (milliseconds: number, wake: Promise<void>) => Promise<void>;
  /** Names the library: another one on the same port must not get these operations. */
  library: string;
  /** Told of every acknowledged operation, those left by an earlier page included. */
  onAcknowledged: (reply: OperationReply) => void;
  /** Told of every refused operation. */
  onRefused: (request: OperationRequest, error: ApiError) => void;
  now: () => number;
}

const FIRST_WAIT = 500;
const LONGEST_WAIT = 8000;

interface Kept {
  key: string;
  request: OperationRequest;
  settle?: { resolve: (reply: OperationReply) => void; reject: (error: unknown) => void };
}

export class Outbox {
  #given: OutboxDependencies;
  #queue: Kept[];
  #trouble: ApiError | null = null;
  #sending = false;
  #made = 0;
  #wake: () => void = () => undefined;
  #listeners = new Set<(state: OutboxState) => void>();

  constructor(given: OutboxDependencies) {
    this.#given = given;
    this.#queue = readKept(given.storage, prefix(given.library));
  }

  get state(): OutboxState {
    return { pending: this.#queue.length, trouble: this.#trouble };
  }

  /** The operations not acknowledged, oldest first. */
  get pending(): readonly OperationRequest[] {
    return this.#queue.map(({ request }) => request);
  }

  /** Call `listener` now and at every change of the state; gives the way to stop it. */
  subscribe(listener: (state: OutboxState) => void): () => void {
    this.#listeners.add(listener);
    listener(this.state);
    return () => this.#listeners.delete(listener);
  }

  /**
   * Keep an operation and send it when its turn comes.
   *
   * The promise settles when the server has answered: with its reply, or with
   * the ApiError by which it refused. While the server is away it waits.
   */
  submit(request: OperationRequest): Promise<OperationReply> {
    const order = [this.#given.now(), this.#made++].map((n) => n.toString().padStart(15, '0'));
    const key = `${prefix(this.#given.library)}${order.join('-')}-${request.id}`;
    return new Promise((resolve, reject) => {
      this.#queue.push({ key, request, settle: { resolve, reject } });
      this.#keep(key, request);
      this.#tell();
      void this.flush();
    });
  }

  /** Send what is pending; when a send is waiting for the server, try again at once. */
  async flush(): Promise<void> {
    this.#wake();
    if (this.#sending) return;
    this.#sending = true;
    try {
      await this.#sendAll();
    } finally {
      this.#sending = false;
    }
  }

  async #sendAll(): Promise<void> {
    let wait = FIRST_WAIT;
    for (let next = this.#queue[0]; next; next = this.#queue[0]) {
      const trouble = await this.#sendOne(next);
      if (trouble) {
        this.#setTrouble(trouble);
        const wake = new Promise<void>((resolve) => (this.#wake = resolve));
        await this.#given.wait(wait, wake);
        wait = Math.min(wait * 2, LONGEST_WAIT);
      } else {
        wait = FIRST_WAIT;
      }
    }
  }

  /** Send one; gives the trouble when it must be sent again. */
  async #sendOne(next: Kept): Promise<ApiError | null> {
    try {
      const reply = await this.#given.post(next.request);
      this.#trouble = null;
      this.#takeOut(next);
      this.#given.onAcknowledged(reply);
      next.settle?.resolve(reply);
    } catch (error) {
      if (!(error instanceof ApiError)) throw error;
      if (!error.final) return error;
      this.#trouble = null;
      this.#takeOut(next);
      this.#given.onRefused(next.request, error);
      next.settle?.reject(error);
    }
    return null;
  }

  #takeOut(kept: Kept): void {
    this.#queue = this.#queue.filter((other) => other !== kept);
    this.#given.storage.removeItem(kept.key);
    this.#tell();
  }

  #keep(key: string, request: OperationRequest): void {
    try {
      this.#given.storage.setItem(key, JSON.stringify(request));
    } catch {
      // The browser's storage is full or shut: the operation is still in memory
      // and shown as pending until the server has it.
    }
  }

  #setTrouble(trouble: ApiError): void {
    this.#trouble = trouble;
    this.#tell();
  }

  #tell(): void {
    for (const listener of this.#listeners) listener(this.state);
  }
}

const prefix = (library: string) => `glossator.outbox.${library}.`;

function readKept(storage: OutboxDependencies['storage'], start: string): Kept[] {
  const keys: string[] = [];
  for (let i = 0; i < storage.length; i++) {
    const key = storage.key(i);
    if (key?.startsWith(start)) keys.push(key);
  }
  return keys.sort().flatMap((key) => {
    const request = parseRequest(storage.getItem(key));
    return request ? [{ key, request }] : [];
  });
}

/** What we wrote ourselves: only damage makes it unreadable, and the server checks it anyway. */
function parseRequest(text: string | null): OperationRequest | null {
  try {
    const value: unknown = JSON.parse(text ?? 'null');
    const isRequest = typeof value === 'object' && value !== null && 'op' in value && 'id' in value;
    return isRequest ? (value as OperationRequest) : null;
  } catch {
    return null;
  }
}
