// Notes of which only what changed was sent: what stayed comes from the ones there were.

import type { Notes, NotesSection } from '../api/types.ts';

/** Give whole notes; undefined where a section that is said to be the same is not there. */
export function restore(
  notes: Notes,
  same: readonly string[],
  before: Notes | undefined,
): Notes | undefined {
  if (same.length === 0) return notes;
  const wanted = new Set(same);
  const old = new Map<string, NotesSection>();
  for (const section of walk(before?.sections ?? [])) old.set(section.key, section);
  if (same.some((key) => !old.has(key))) return undefined;

  function whole(section: NotesSection): NotesSection {
    const kept = wanted.has(section.key) ? old.get(section.key) : undefined;
    return kept ?? { ...section, sections: section.sections.map(whole) };
  }
  return { ...notes, sections: notes.sections.map(whole) };
}

function* walk(sections: readonly NotesSection[]): Generator<NotesSection> {
  for (const section of sections) {
    yield section;
    yield* walk(section.sections);
  }
}
