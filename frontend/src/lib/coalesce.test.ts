import { expect, test } from 'vitest';
import { coalesced } from './coalesce.ts';

test('calls during a call become one call after it', async () => {
  let runs = 0;
  const work = coalesced(async () => {
    runs++;
    await Promise.resolve();
  });
  await Promise.all([work(), work(), work(), work()]);
  expect(runs).toBe(2);
});

test('a call after the end is a call of its own', async () => {
  let runs = 0;
  const work = coalesced(() => {
    runs++;
    return Promise.resolve();
  });
  await work();
  await work();
  expect(runs).toBe(2);
});

test('a failure does not keep the next call from being made', async () => {
  const failures = [new Error('away')];
  let runs = 0;
  const work = coalesced(() => {
    runs++;
    const failure = failures.shift();
    return failure ? Promise.reject(failure) : Promise.resolve();
  });
  const [first, second] = await Promise.allSettled([work(), work()]);
  expect([first.status, second.status, runs]).toEqual(['rejected', 'fulfilled', 2]);
});
