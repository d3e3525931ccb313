// What is done to several sources at once, from the bar and by keys.

import {
  getReferencesReport,
  referencesAddress,
  type ReferenceFormat,
  type ReferenceScope,
} from '../api/books.ts';
import type { SourceRow } from '../api/types.ts';
import { library } from '../lib/library-state.svelte.ts';
import { change } from '../ui/change.ts';
import { announce, complain } from '../ui/notices.svelte.ts';
import { save } from '../ui/save-file.ts';
import { bookStrings as text } from '../ui/strings-books.ts';
import { strings } from '../ui/strings.ts';
import { list } from './list.svelte.ts';

const undo = { label: strings.ui.undo, run: () => void library.undo() };

export async function moveSources(sources: string[], course: string): Promise<void> {
  const done = await change({ op: 'move_sources', sources, course });
  if (done) finish(`${done.label}.`);
}

export async function archiveSources(sources: string[], archived: boolean): Promise<void> {
  const done = await change({ op: 'archive_sources', sources, archived });
  if (done) finish(`${done.label}.`);
}

export async function binSources(sources: readonly SourceRow[]): Promise<void> {
  const [first] = sources;
  if (!first) return;
  const done = await change({ op: 'bin_sources', sources: sources.map(({ id }) => id) });
  if (done)
    finish(sources.length === 1 ? text.binnedOne(first.title) : text.binned(sources.length));
}

/** Save references, and say what the format has no field for. */
export async function exportReferences(
  format: ReferenceFormat,
  scope: ReferenceScope,
): Promise<void> {
  await save(referencesAddress(format, scope));
  const report = await getReferencesReport(format, scope).catch(() => []);
  if (report.length > 0) complain(report.join(' '));
}

function finish(message: string): void {
  list.clear();
  announce(message, undo);
}
