/** The contents as a tree: what stands under what, and how far each part reaches. */
import type { Heading } from '../api/types.ts';

export interface Part {
  readonly heading: Heading;
  /** From 1. */
  readonly rank: number;
  /** One past the part's last character, all that stands under it included. */
  readonly end: number;
  /** The index of the entry it stands under, -1 for none. */
  readonly parent: number;
  readonly hasParts: boolean;
}

/** Lay contents out as a tree, in their order; `length` is that of the text. */
export function partsOf(
  contents: readonly Heading[],
  ranks: readonly number[],
  length: number,
): Part[] {
  const open: number[] = [];
  const parents = contents.map((_, i) => {
    while (open.length > 0 && (ranks[open.at(-1) ?? 0] ?? 1) >= (ranks[i] ?? 1)) open.pop();
    const parent = open.at(-1) ?? -1;
    open.push(i);
    return parent;
  });
  const hasParts = new Set(parents);
  const ends = endsOf(contents, ranks, length);
  return contents.map((heading, i) => ({
    heading,
    rank: ranks[i] ?? 1,
    end: ends[i] ?? length,
    parent: parents[i] ?? -1,
    hasParts: hasParts.has(i),
  }));
}

/** A part ends where the next of its rank or a higher one begins, further on in the text. */
function endsOf(contents: readonly Heading[], ranks: readonly number[], length: number): number[] {
  const ends: number[] = [];
  /** Entries behind, from the nearest: only those that no nearer one of a higher rank hides. */
  const behind: number[] = [];
  for (let i = contents.length - 1; i >= 0; i--) {
    const rank = ranks[i] ?? 1;
    while (behind.length > 0 && (ranks[behind.at(-1) ?? 0] ?? 1) > rank) behind.pop();
    const start = contents[i]?.start ?? 0;
    const next = contents[behind.at(-1) ?? -1]?.start ?? length;
    ends[i] = Math.max(start, next);
    behind.push(i);
  }
  return ends;
}

/** The entries above one, the nearest first. */
export function above(parts: readonly Part[], at: number): number[] {
  const found: number[] = [];
  for (let i = parts[at]?.parent ?? -1; i >= 0; i = parts[i]?.parent ?? -1) found.push(i);
  return found;
}
