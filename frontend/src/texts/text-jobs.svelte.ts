// The work on texts in the background: what is under way for which source.

import { onChange, onJob } from '../api/connection.ts';
import { getTextJobs } from '../api/texts.ts';
import type { Job } from '../api/types.ts';
import { coalesced } from '../lib/coalesce.ts';

class TextJobs {
  #jobs = $state.raw<ReadonlyMap<string, Job>>(new Map());
  #followers = 0;
  #stops: (() => void)[] = [];

  /** The latest job of a source that this page has heard of. */
  of(source: string): Job | undefined {
    return this.#jobs.get(source);
  }

  /** Keep the list current until the function given back is called. */
  follow(): () => void {
    if (this.#followers++ === 0) {
      void this.#fetch();
      this.#stops = [
        onJob((job) => job.kind !== 'import' && this.put(job)),
        onChange((change) => change.everything && void this.#fetch()),
      ];
    }
    return () => {
      if (--this.#followers === 0) for (const stop of this.#stops) stop();
    };
  }

  put(job: Job): void {
    this.#jobs = new Map(this.#jobs).set(job.source, job);
  }

  readonly #fetch = coalesced(async () => {
    const found = await getTextJobs().catch(() => []); // away: the top bar says so
    for (const job of found) this.put(job);
  });
}

export const textJobs = new TextJobs();
