// In which sources marks of another program wait, for every page that tells of them.

import { onChange } from '../api/connection.ts';
import { getWaiting, type Waiting } from '../api/inbox.ts';
import type { Change } from '../api/feed.ts';
import { coalesced } from '../lib/coalesce.ts';

class Inboxes {
  #waiting = $state.raw<ReadonlyMap<string, Waiting>>(new Map());
  #followers = 0;
  #stop = () => {};
  /** Something has waited since the page was loaded: an undo may bring it back. */
  #any = false;

  /** What waits in a source; undefined for nothing. */
  of(source: string): Waiting | undefined {
    return this.#waiting.get(source);
  }

  /** Keep the list current until the function given back is called. */
  follow(): () => void {
    if (this.#followers++ === 0) {
      void this.refresh();
      this.#stop = onChange((change) => this.#concerns(change) && void this.refresh());
    }
    return () => {
      if (--this.#followers === 0) this.#stop();
    };
  }

  readonly refresh = coalesced(async () => {
    const found = await getWaiting().catch(() => undefined); // away: the top bar says so
    if (!found) return;
    this.#any ||= found.length > 0;
    this.#waiting = new Map(found.map((waiting) => [waiting.source, waiting]));
  });

  #concerns({ everything, touched }: Change): boolean {
    const kinds = new Set(touched.map(([kind]) => kind));
    const itself = kinds.has('source') || kinds.has('foreign-mark');
    return everything || itself || (this.#any && kinds.has('annotation'));
  }
}

export const inboxes = new Inboxes();
