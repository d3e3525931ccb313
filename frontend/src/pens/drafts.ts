// Drafts of pen systems outlive their page: leaving it loses no change.

import type { PenSystem } from '../api/types.ts';
import { PensDraft } from './pens-draft.svelte.ts';

const drafts = new Map<string, PensDraft>();

/** Give the draft of a pen system, with the changes made to it on an earlier visit. */
export function draftOf(system: PenSystem): PensDraft {
  const draft = drafts.get(system.id) ?? new PensDraft(system);
  drafts.set(system.id, draft);
  return draft;
}
