/** Choosing many rows of a list: one by one, a range, all. */

export interface Choice {
  readonly chosen: ReadonlySet<string>;
  /** Where a range begins: the row that was chosen last by itself. */
  readonly anchor: string | null;
}

export const NONE_CHOSEN: Choice = { chosen: new Set(), anchor: null };

/** Choose a row, or let it go. */
export function toggled({ chosen }: Choice, id: string): Choice {
  const next = new Set(chosen);
  if (!next.delete(id)) next.add(id);
  return { chosen: next, anchor: id };
}

/** Choose all rows between the anchor and a row, besides those that were chosen. */
export function extended(choice: Choice, ids: readonly string[], to: string): Choice {
  const from = choice.anchor === null ? -1 : ids.indexOf(choice.anchor);
  const until = ids.indexOf(to);
  if (until < 0) return choice;
  const [first, last] = from < 0 ? [until, until] : [Math.min(from, until), Math.max(from, until)];
  const chosen = new Set([...choice.chosen, ...ids.slice(first, last + 1)]);
  return { chosen, anchor: from < 0 ? to : choice.anchor };
}

/** Choose all; all chosen already, choose none. */
export function toggledAll({ chosen }: Choice, ids: readonly string[]): Choice {
  return ids.every((id) => chosen.has(id)) ? NONE_CHOSEN : { chosen: new Set(ids), anchor: null };
}

/** What of a choice is still there. */
export function kept(choice: Choice, ids: readonly string[]): Choice {
  if (choice.chosen.size === 0) return choice;
  const there = ids.filter((id) => choice.chosen.has(id));
  return there.length === choice.chosen.size ? choice : { ...choice, chosen: new Set(there) };
}
