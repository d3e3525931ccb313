// What was dropped on the page: files, and all that is in folders.

import { zip } from '../lib/zip.ts';

/** A file with its place among what was dropped. */
export interface Dropped {
  /** "week 1/crane.pdf"; only the name where it was dropped by itself. */
  path: string;
  file: File;
}

/** Give all files of a drop; to be called in its event, when its items can still be read. */
export function filesOf(carried: DataTransfer): Promise<Dropped[]> {
  const items = [...carried.items].filter(({ kind }) => kind === 'file');
  const entries = items.map((item) => item.webkitGetAsEntry());
  if (entries.length === 0 || entries.some((entry) => entry === null)) {
    return Promise.resolve([...carried.files].map((file) => ({ path: file.name, file })));
  }
  return gather(entries.filter((entry) => entry !== null));
}

async function gather(entries: readonly FileSystemEntry[]): Promise<Dropped[]> {
  const found: Dropped[] = [];
  for (const entry of [...entries].sort((a, b) => inOrder(a.name, b.name))) {
    if (entry.name.startsWith('.')) continue;
    if (entry.isFile) {
      const file = await fileOf(entry as FileSystemFileEntry);
      found.push({ path: entry.fullPath.replace(/^\//, ''), file });
    } else {
      found.push(...(await gather(await childrenOf(entry as FileSystemDirectoryEntry))));
    }
  }
  return found;
}

const fileOf = (entry: FileSystemFileEntry): Promise<File> =>
  new Promise((resolve, reject) => {
    entry.file(resolve, reject);
  });

/** A reader gives a folder's entries by the hundred, until it gives none. */
async function childrenOf(folder: FileSystemDirectoryEntry): Promise<FileSystemEntry[]> {
  const reader = folder.createReader();
  const found: FileSystemEntry[] = [];
  for (;;) {
    const some = await new Promise<FileSystemEntry[]>((resolve, reject) => {
      reader.readEntries(resolve, reject);
    });
    if (some.length === 0) return found;
    found.push(...some);
  }
}

const PAGE = /\.(x?html?)$/i;
const FOLDER = /(_files|_dateien|_fichiers|_archivos|\.files)$/i;

/** Put each saved web page and the folder that belongs to it into one archive. */
export async function bundled(dropped: readonly Dropped[]): Promise<File[]> {
  const pages = new Map(
    dropped.filter(({ path }) => PAGE.test(path)).map((one) => [one.path.replace(PAGE, ''), one]),
  );
  const parts = new Map<string, Dropped[]>();
  const alone: Dropped[] = [];
  for (const one of dropped) {
    const page = pageOf(one.path, pages);
    if (page === undefined) alone.push(one);
    else parts.set(page, [...(parts.get(page) ?? []), one]);
  }
  return Promise.all(
    alone.map(async (one) => {
      const belonging = parts.get(one.path.replace(PAGE, ''));
      return PAGE.test(one.path) && belonging ? await bundle(one, belonging) : one.file;
    }),
  );
}

/** Tell to which page a file in a page's folder belongs. */
function pageOf(path: string, pages: ReadonlyMap<string, Dropped>): string | undefined {
  const folders = path.split('/').slice(0, -1);
  for (let depth = 1; depth <= folders.length; depth++) {
    const folder = folders.slice(0, depth).join('/');
    if (FOLDER.test(folder) && pages.has(folder.replace(FOLDER, ''))) {
      return folder.replace(FOLDER, '');
    }
  }
  return undefined;
}

async function bundle(page: Dropped, belonging: readonly Dropped[]): Promise<File> {
  const start = page.path.length - page.file.name.length;
  const entries = [page, ...belonging].map(async ({ path, file }) => ({
    name: path.slice(start),
    data: new Uint8Array(await file.arrayBuffer()),
  }));
  const archive = zip(await Promise.all(entries));
  return new File([archive], page.file.name.replace(PAGE, '.zip'));
}

const { compare: inOrder } = new Intl.Collator('en-GB', { numeric: true });
