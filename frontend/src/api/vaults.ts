/** A folder of notes and back: mirrors `web/wire_notes.py`. */
import { call } from './http.ts';
import { array, object, string } from './validate.ts';

/** Words that were changed here and in a file; nothing of them was taken. */
export interface VaultConflict {
  file: string;
  here: string;
  there: string;
}

/** What became of a folder's changes. */
export interface VaultReport {
  taken: string[];
  added: string[];
  conflicts: VaultConflict[];
  remarks: string[];
}

const report = object<VaultReport>({
  taken: array(string),
  added: array(string),
  conflicts: array(object<VaultConflict>({ file: string, here: string, there: string })),
  remarks: array(string),
});

/** Texts of Markdown files by path, and what the folder was written with. */
export interface VaultFolder {
  files: Record<string, string>;
  base: object;
}

/** Take home what was changed in a folder; `theirs` decides what was changed here as well. */
export const takeVaultIn = (folder: VaultFolder, take: 'ask' | 'theirs'): Promise<VaultReport> =>
  call('/api/vault', report, { method: 'POST', body: { ...folder, take } });
