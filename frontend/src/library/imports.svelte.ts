// The files on their way into the library, as their list shows them.

import { cancelImport, dismissProblems } from '../api/books.ts';
import { getJobs, importFile, sendPassword } from '../api/client.ts';
import { onChange, onJob } from '../api/connection.ts';
import { newId } from '../api/ids.ts';
import type { Job } from '../api/types.ts';

const POLL_MS = 2000;
/** So many files are on their way at the same time. */
const AT_ONCE = 3;
/** What was put away stays away over a reload. */
const CLEARED = 'glossator.cleared-imports';

class Imports {
  jobs = $state.raw<Job[]>([]);
  readonly underWay = $derived(this.jobs.some(isUnderWay));
  #cleared: readonly string[] = (sessionStorage.getItem(CLEARED) ?? '').split(' ');

  /** Follow all imports until the function given back is called. */
  follow(): () => void {
    const stops = [
      onJob((job) => job.kind === 'import' && this.#put(job)),
      onChange((change) => change.everything && void this.#fetch()),
    ];
    // News of a job may be lost while the connection is made or mended.
    const poll = setInterval(() => this.underWay && void this.#fetch(), POLL_MS);
    void this.#fetch();
    return () => {
      clearInterval(poll);
      for (const stop of stops) stop();
    };
  }

  /** Hand files over, a few at a time; as further texts of a source where one is named. */
  async add(files: readonly File[], course: string, editionOf = ''): Promise<void> {
    const left = [...files];
    const send = async () => {
      for (let file = left.shift(); file; file = left.shift()) {
        const sent = file;
        const job = importFile(file, course, editionOf);
        this.#put(await job.catch((error: unknown) => refused(sent, error)));
      }
    };
    await Promise.all(Array.from({ length: AT_ONCE }, send));
  }

  /** Stop an import; rejects when it has ended already. */
  async cancel(job: Job): Promise<void> {
    this.#put(await cancelImport(job.id));
  }

  /** Give a book its password; rejects when it could not be handed over. */
  async unlock(job: Job, password: string): Promise<void> {
    this.#put(await sendPassword(job.id, password));
  }

  /** Put away what has ended. */
  clear(): void {
    const ended = this.jobs.filter((job) => !isUnderWay(job)).map(({ id }) => id);
    this.#cleared = [...this.#cleared, ...ended];
    sessionStorage.setItem(CLEARED, this.#cleared.join(' '));
    void dismissProblems(ended).catch(() => undefined); // away: they are told of again
    this.jobs = this.jobs.filter(isUnderWay);
  }

  async #fetch(): Promise<void> {
    const fetched = await getJobs().catch(() => []); // away: the top bar says so
    for (const job of fetched) this.#put(job);
  }

  #put(job: Job): void {
    if (this.#cleared.includes(job.id)) return;
    const known = this.jobs.some(({ id }) => id === job.id);
    this.jobs = known
      ? this.jobs.map((other) => (other.id === job.id ? job : other))
      : [...this.jobs, job];
  }
}

const isUnderWay = ({ state }: Job): boolean => ['waiting', 'reading', 'password'].includes(state);

/** A file that could not even be handed over. */
function refused(file: File, error: unknown): Job {
  const reason = error instanceof Error ? error.message : String(error);
  const empty = {
    ...{ done: 0, total: 0, source: '', title: '', has_preview: false },
    ...{ kind: 'import', seconds_left: 0 },
  };
  return { id: newId(), file: file.name, state: 'refused', problems: [reason], ...empty };
}

export const imports = new Imports();
