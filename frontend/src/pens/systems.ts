// What can be done to pen systems as a whole, told to the reader.

import { penFileAddress } from '../api/pen-systems.ts';
import type { PenSystem, Step } from '../api/types.ts';
import { library } from '../lib/library-state.svelte.ts';
import { change } from '../ui/change.ts';
import { announce, complain } from '../ui/notices.svelte.ts';
import { navigate, paths } from '../ui/router.ts';
import { save } from '../ui/save-file.ts';
import { penStrings as text } from '../ui/strings-pens.ts';
import { strings } from '../ui/strings.ts';

const undo = { label: strings.ui.undo, run: () => void library.undo() };

/** Do a step that makes a pen system, and go there; false where it was refused. */
export async function makeSystem(step: Step): Promise<boolean> {
  const made = await change(step);
  const system = made?.touched.find(([entity]) => entity === 'pen-system')?.[1];
  if (system === undefined) return false;
  await library.refresh();
  navigate(paths.pens(system));
  return true;
}

export const duplicate = ({ id }: PenSystem): Promise<boolean> =>
  makeSystem({ op: 'copy_pen_system', system: id });

export async function importFile(file: File): Promise<void> {
  const read = await file.text();
  await makeSystem({ op: 'import_pen_system', file_name: file.name, text: read });
}

export const exportFile = ({ id }: PenSystem): Promise<void> => save(penFileAddress(id));

/** Delete a pen system; `kept` says why it cannot be, "" where it can. */
export async function deleteSystem({ id, name }: PenSystem, kept: string): Promise<void> {
  if (kept) {
    complain(kept);
    return;
  }
  if (await change({ op: 'delete_pen_system', system: id })) announce(text.deleted(name), undo);
}

export async function restore(system: string, version: string, number: number): Promise<boolean> {
  const done = await change({ op: 'restore_pens', system, version });
  if (done) announce(text.restored(number), undo);
  return done !== undefined;
}
