/**
 * Make calls that come while one is under way into one more call after it.
 *
 * For fetching anew on events: a hundred of them cost two fetches, and what
 * was fetched last is never older than the last event.
 */
export function coalesced(work: () => Promise<void>): () => Promise<void> {
  let running: Promise<void> | undefined;
  let again: Promise<void> | undefined;

  function start(): Promise<void> {
    running = work().finally(() => (running = undefined));
    return running;
  }

  return () => {
    if (!running) return start();
    again ??= running
      .catch(() => undefined) // its own caller hears of it
      .then(() => {
        again = undefined;
        return start();
      });
    return again;
  };
}
