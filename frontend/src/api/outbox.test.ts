import { expect, test } from 'vitest';
import { ApiError } from './http.ts';
import { Outbox, type OutboxDependencies } from './outbox.ts';
import type { OperationReply, OperationRequest } from './types.ts';

const step = (id: string): OperationRequest => ({ op: 'undo', id });

const replyTo = (id: string): OperationReply => ({
  cursor: 1,
  step: id,
  label: '',
  touched: [],
  repeated: false,
  undo: '',
  redo: '',
  annotations: [],
  deleted: [],
  note: '',
});

const away = new ApiError(0, 'unreachable', 'The program is not running.');
const refusal = new ApiError(409, 'conflict', 'The mark is no longer there.');

/** An outbox whose server answers as told, failing with what stands in `failures` first. */
function outboxWith(failures: ApiError[] = [], storage: Storage = memory()) {
  const sent: string[] = [];
  const refused: string[] = [];
  const acknowledged: string[] = [];
  let clock = 0;
  const given: OutboxDependencies = {
    storage,
    library: 'lib',
    now: () => clock++,
    wait: () => Promise.resolve(),
    post: ({ id }) => {
      sent.push(id);
      const failure = failures.shift();
      return failure ? Promise.reject(failure) : Promise.resolve(replyTo(id));
    },
    onAcknowledged: (reply) => acknowledged.push(reply.step),
    onRefused: (request) => refused.push(request.id),
  };
  return { outbox: new Outbox(given), sent, refused, acknowledged, storage };
}

function memory(): Storage {
  const kept = new Map<string, string>();
  return {
    get length() {
      return kept.size;
    },
    key: (i) => [...kept.keys()][i] ?? null,
    getItem: (key) => kept.get(key) ?? null,
    setItem: (key, value) => kept.set(key, value),
    removeItem: (key) => kept.delete(key),
    clear: () => kept.clear(),
  };
}

test('operations are sent one after another, in the order they were made', async () => {
  const { outbox, sent } = outboxWith();
  await Promise.all([outbox.submit(step('a')), outbox.submit(step('b')), outbox.submit(step('c'))]);
  expect(sent).toEqual(['a', 'b', 'c']);
  expect(outbox.state).toEqual({ pending: 0, trouble: null });
});

test('while the server is away an operation is sent again with the same id, before later ones', async () => {
  const { outbox, sent } = outboxWith([away, away]);
  await Promise.all([outbox.submit(step('a')), outbox.submit(step('b'))]);
  expect(sent).toEqual(['a', 'a', 'a', 'b']);
});

test('what is not acknowledged is kept, and a page opened later sends it', async () => {
  const storage = memory();
  const closed = outboxWith([], storage);
  void closed.outbox.submit(step('a'));
  void closed.outbox.submit(step('b'));
  expect(storage.length).toBe(2);

  const later = outboxWith([], storage);
  expect(later.outbox.pending.map(({ id }) => id)).toEqual(['a', 'b']);
  await later.outbox.flush();
  expect(later.sent).toEqual(['a', 'b']);
  expect(later.acknowledged).toEqual(['a', 'b']);
  expect(storage.length).toBe(0);
});

test('a refused operation is taken out, told, and does not hold up the next', async () => {
  const { outbox, refused, sent, storage } = outboxWith([refusal]);
  const first = outbox.submit(step('a'));
  const second = outbox.submit(step('b'));
  await expect(first).rejects.toBe(refusal);
  await second;
  expect(refused).toEqual(['a']);
  expect(sent).toEqual(['a', 'b']);
  expect(storage.length).toBe(0);
});

test('operations of another library on the same address are left alone', () => {
  const storage = memory();
  storage.setItem('glossator.outbox.other.1-x', JSON.stringify(step('x')));
  expect(outboxWith([], storage).outbox.state.pending).toBe(0);
});

test('what is damaged in the storage does not stop the rest', async () => {
  const storage = memory();
  storage.setItem('glossator.outbox.lib.0-a', '{"op": "un');
  storage.setItem('glossator.outbox.lib.1-b', JSON.stringify(step('b')));
  const { outbox, sent } = outboxWith([], storage);
  await outbox.flush();
  expect(sent).toEqual(['b']);
});

test('while it waits the state says how many are pending and why', async () => {
  const { outbox } = outboxWith([away]);
  const seen: [number, string | undefined][] = [];
  outbox.subscribe(({ pending, trouble }) => seen.push([pending, trouble?.message]));
  await outbox.submit(step('a'));
  expect(seen).toContainEqual([1, away.message]);
  expect(seen.at(-1)).toEqual([0, undefined]);
});
