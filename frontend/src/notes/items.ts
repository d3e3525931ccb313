// What stands in a section of notes, in order: lines or pairs, and the reader's own writing.

import type { LinePair, NotesLine, NotesSection, Written } from '../api/types.ts';
import type { Spot } from '../api/requests-entries.ts';

export type Item =
  | { readonly kind: 'line'; readonly id: string; readonly line: NotesLine }
  | { readonly kind: 'pair'; readonly id: string; readonly pair: LinePair }
  | { readonly kind: 'own'; readonly id: string; readonly own: Written };

/** Give the items of a section in the order in which they stand. */
export function itemsOf({ key, lines, pairs, written }: NotesSection): Item[] {
  const marked: Item[] = [
    ...lines.map((line): Item => ({ kind: 'line', id: line.annotation, line })),
    ...pairs.map((pair, at): Item => ({ kind: 'pair', id: idOfPair(pair, `${key}:${at}`), pair })),
  ];
  const items: Item[] = [];
  let own = 0;
  for (let at = 0; at <= marked.length; at++) {
    for (; written[own]?.after === at; own++) items.push(ownItem(written[own]));
    const next = marked[at];
    if (next) items.push(next);
  }
  return items;
}

export const ownItem = (own: Written | undefined): Item => {
  if (!own) throw new Error('there is no such entry');
  return { kind: 'own', id: own.entry, own };
};

const idOfPair = ({ first, second }: LinePair, other: string): string =>
  first?.annotation ?? second?.annotation ?? other;

/** Say where an item goes by one step up or down; null where it stands at the end already. */
export function spotAfterMove(
  items: readonly Item[],
  id: string,
  section: string,
  way: 'up' | 'down',
): Spot | null {
  const at = items.findIndex((item) => item.id === id);
  if (at < 0) return null;
  const goesAlong = (item: Item) => item.kind === 'own' && item.own.under === id;
  const groups = items.filter((item, index) => index === at || !goesAlong(item));
  const place = groups.findIndex((item) => item.id === id);
  if (way === 'up') {
    if (place === 0) return null;
    return { section, after: groups[place - 2]?.id ?? null };
  }
  const next = groups[place + 1];
  return next ? { section, after: next.id } : null;
}
