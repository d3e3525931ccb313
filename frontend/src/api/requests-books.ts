/** Changes to sources, several at once and one by one: mirrors `web/requests_books.py`. */

/** What every operation has: the client's UUID for this step, which a retry repeats. */
export interface Identified {
  id: string;
}

export interface Name {
  family: string;
  given: string;
}

/** The fields of a bibliography that are one line of text. */
export const BIBLIOGRAPHY_FIELDS = [
  'issued',
  'container',
  'volume',
  'issue',
  'pages',
  'edition',
  'publisher',
  'place',
  'isbn',
  'doi',
  'url',
  'language',
  'key',
] as const;
export type BibliographyField = (typeof BIBLIOGRAPHY_FIELDS)[number];

export type Bibliography = Record<BibliographyField | 'kind', string> & {
  authors: Name[];
  editors: Name[];
};

export interface ChangeDetails extends Identified {
  op: 'change_details';
  source: string;
  title: string;
  caption: Record<'parties' | 'court' | 'decided' | 'docket' | 'citation' | 'judges', string>;
  bibliography: Bibliography;
}

export interface MoveSources extends Identified {
  op: 'move_sources';
  sources: string[];
  course: string;
}

export interface ArchiveSources extends Identified {
  op: 'archive_sources';
  sources: string[];
  archived: boolean;
}

export interface BinSources extends Identified {
  op: 'bin_sources';
  sources: string[];
}

export interface RestoreSources extends Identified {
  op: 'restore_sources';
  sources: string[];
}

export interface EmptyBin extends Identified {
  op: 'empty_bin';
}

export interface ImportReferences extends Identified {
  op: 'import_references';
  text: string;
  /** The course for works that are not here; null leaves them out. */
  create_in: string | null;
}

export interface JoinSources extends Identified {
  op: 'join_sources';
  source: string;
  other: string;
}

export type BookRequest =
  | ChangeDetails
  | MoveSources
  | ArchiveSources
  | BinSources
  | RestoreSources
  | EmptyBin
  | ImportReferences
  | JoinSources;
