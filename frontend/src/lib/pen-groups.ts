// Pens under the headings that their reader gave them.

import type { Pen } from '../api/types.ts';

export interface PenGroup {
  /** The heading; "" for pens that stand under none. */
  name: string;
  pens: Pen[];
}

/** Part pens into groups, in their order: neighbours with the same heading stand together. */
export function inGroups(pens: readonly Pen[]): PenGroup[] {
  const groups: PenGroup[] = [];
  for (const pen of pens) {
    const last = groups.at(-1);
    if (last?.name === pen.group) last.pens.push(pen);
    else groups.push({ name: pen.group, pens: [pen] });
  }
  return groups;
}
