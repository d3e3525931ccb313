/** Files that are missing from the library, and how they come back: mirrors `web/wire_originals.py`. */
import { call } from './http.ts';
import { array, number, object, string } from './validate.ts';

export interface MissingOriginal {
  source: string;
  title: string;
  file_name: string;
  /** In bytes. */
  size: number;
}

export interface OriginalSearch {
  /** Files. */
  looked_at: number;
  found: MissingOriginal[];
  missing: MissingOriginal[];
}

export const missingOriginals = array(
  object<MissingOriginal>({ source: string, title: string, file_name: string, size: number }),
);

export const originalSearch = object<OriginalSearch>({
  looked_at: number,
  found: missingOriginals,
  missing: missingOriginals,
});

export const getMissingOriginals = (): Promise<MissingOriginal[]> =>
  call('/api/originals', missingOriginals);

/** Look in a folder of the machine that holds the library, and all folders in it. */
export const searchOriginals = (folder: string): Promise<OriginalSearch> =>
  call('/api/originals/search', originalSearch, { method: 'POST', body: { folder } });

/** Give the file itself; refused where its bytes are not those that are missing. */
export const giveOriginal = (source: string, file: File): Promise<MissingOriginal[]> =>
  call(`/api/originals?${new URLSearchParams({ source, name: file.name })}`, missingOriginals, {
    method: 'POST',
    body: file,
  });
