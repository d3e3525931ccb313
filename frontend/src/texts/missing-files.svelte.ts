// Which files are missing from the library: known once for all who show it.

import { onChange } from '../api/connection.ts';
import { getMissingOriginals, type MissingOriginal } from '../api/originals.ts';
import { coalesced } from '../lib/coalesce.ts';

class MissingFiles {
  files = $state.raw<readonly MissingOriginal[]>([]);
  #followers = 0;
  #stop = () => {};

  /** Those of a source. */
  of(source: string): readonly MissingOriginal[] {
    return this.files.filter((file) => file.source === source);
  }

  /** Keep it current until the function given back is called. */
  follow(): () => void {
    if (this.#followers++ === 0) {
      void this.look();
      this.#stop = onChange(({ everything, touched }) => {
        if (everything || touched.some(([kind]) => kind === 'source')) void this.look();
      });
    }
    return () => {
      if (--this.#followers === 0) this.#stop();
    };
  }

  readonly look = coalesced(async () => {
    this.files = await getMissingOriginals().catch(() => []); // away: the top bar says so
  });
}

export const missingFiles = new MissingFiles();
