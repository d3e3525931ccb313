/** Which kinds of number a reader can set in a text. */
import type { Scheme } from '../api/corrections.ts';
import { correctionStrings } from '../ui/strings-corrections.ts';

/** The schemes that a text has, but for those counted from elsewhere; pages and paragraphs always. */
export function schemesToSet(known: readonly Scheme[]): { value: string; label: string }[] {
  const always = Object.entries(correctionStrings.schemes).map(([value, label]) => ({
    value,
    label,
  }));
  const others = known
    .filter(({ scheme }) => scheme !== 'footnote' && !(scheme in correctionStrings.schemes))
    .map(({ scheme, name }) => ({ value: scheme, label: capitalised(name) }));
  return [...always, ...others];
}

const capitalised = (words: string): string => words.charAt(0).toUpperCase() + words.slice(1);
