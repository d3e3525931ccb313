/** Kinds of steps about marks of other programs and the texts of a source. */

/** Sort marks of another program in: for each group's key its pen. */
export interface AdoptForeign {
  op: 'adopt_foreign';
  id: string;
  source: string;
  pens: Record<string, string>;
}

/** Leave groups and single marks of another program out, or bring all left out back. */
export interface DismissForeign {
  op: 'dismiss_foreign';
  id: string;
  source: string;
  groups?: string[];
  marks?: string[];
  bring_back?: boolean;
}

/** Read a source in another of its texts. */
export interface UseEdition {
  op: 'use_edition';
  id: string;
  source: string;
  edition: string;
}
