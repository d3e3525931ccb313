// A folder that the reader chose: its Markdown files, and what it was written with.

import type { VaultFolder } from '../api/vaults.ts';

const BASE = '.glossator/base.json';
/** Characters: as much as the command line takes. */
const LARGEST = 64_000_000;

/** Read a folder; a sentence where it is far too large or its base cannot be read. */
export async function readFolder(chosen: readonly File[]): Promise<VaultFolder> {
  const files: Record<string, string> = {};
  let base: object = {};
  let size = 0;
  for (const file of chosen) {
    const path = pathWithin(file);
    if (path === BASE) base = read(await file.text());
    if (!path.endsWith('.md') || path.split('/').some((part) => part.startsWith('.'))) continue;
    size += file.size;
    if (size > LARGEST)
      throw new Error('The folder holds more than 64 MB of Markdown. Nothing was changed.');
    files[path] = await file.text();
  }
  return { files, base };
}

/** The path of a file within the folder; of a file chosen by itself its name. */
export function pathWithin(file: Pick<File, 'name' | 'webkitRelativePath'>): string {
  return file.webkitRelativePath.split('/').slice(1).join('/') || file.name;
}

function read(text: string): object {
  try {
    const base: unknown = JSON.parse(text);
    if (typeof base === 'object' && base !== null) return base;
  } catch {
    // said below
  }
  throw new Error(
    `The folder's ${BASE} cannot be read. Take it away to have every difference shown as a ` +
      'conflict. Nothing was changed.',
  );
}
