// The order of pens and the groups they stand in: what each move makes of the list.

import type { Pen } from '../api/types.ts';

/** Move a pen to stand before another (null: at the end), in the group it comes to. */
export function moveBefore(pens: readonly Pen[], id: string, before: string | null): Pen[] {
  const moved = pens.find((pen) => pen.id === id);
  if (!moved || id === before) return [...pens];
  const rest = pens.filter((pen) => pen.id !== id);
  const at = rest.findIndex((pen) => pen.id === before);
  const group = (at === -1 ? rest.findLast((pen) => !pen.retired) : rest[at])?.group ?? '';
  return rest.toSpliced(at === -1 ? rest.length : at, 0, { ...moved, group });
}

/**
 * Move a pen by one place among those in use.
 *
 * At the edge of its group it first changes into the next one, where it stands;
 * above the first group it leaves all groups.
 */
export function stepPen(pens: readonly Pen[], id: string, way: 1 | -1): Pen[] {
  const inUse = pens.filter((pen) => !pen.retired);
  const at = inUse.findIndex((pen) => pen.id === id);
  const [moved, neighbour] = [inUse[at], inUse[at + way]];
  if (!moved || (!neighbour && way === 1)) return [...pens];
  const group = neighbour?.group ?? '';
  if (group !== moved.group) return withGroup(pens, id, group);
  if (!neighbour) return [...pens];
  const rest = pens.filter((pen) => pen.id !== id);
  const beside = rest.findIndex((pen) => pen.id === neighbour.id);
  return rest.toSpliced(way === 1 ? beside + 1 : beside, 0, moved);
}

/**
 * Put a pen into a group: behind the last pen that is in it.
 *
 * A new group comes after the one that the pen leaves; without a group it
 * stands before all groups.
 */
export function putInGroup(pens: readonly Pen[], id: string, group: string): Pen[] {
  const moved = pens.find((pen) => pen.id === id);
  if (!moved || moved.group === group) return [...pens];
  const rest = pens.filter((pen) => pen.id !== id);
  return addToGroup(rest, { ...moved, group }, moved.group);
}

/** Add a pen behind the last one of its group; a new group comes after the group `left`. */
export function addToGroup(pens: readonly Pen[], added: Pen, left = ''): Pen[] {
  if (added.group === '') {
    const first = pens.findIndex((pen) => pen.group !== '');
    return pens.toSpliced(first === -1 ? pens.length : first, 0, added);
  }
  const last = pens.findLastIndex((pen) => pen.group === added.group);
  const before = pens.findLastIndex((pen) => left !== '' && pen.group === left);
  const after = last === -1 ? before : last;
  return pens.toSpliced(after === -1 ? pens.length : after + 1, 0, added);
}

/** Give a group another name; the name of another group joins the two. */
export function renameGroup(pens: readonly Pen[], from: string, to: string): Pen[] {
  const isJoined = pens.some((pen) => pen.group === to);
  const members = pens.filter((pen) => pen.group === from);
  if (!isJoined || to === '') {
    return pens.map((pen) => (pen.group === from ? { ...pen, group: to } : pen));
  }
  return members.reduce<Pen[]>((moved, pen) => putInGroup(moved, pen.id, to), [...pens]);
}

const withGroup = (pens: readonly Pen[], id: string, group: string): Pen[] =>
  pens.map((pen) => (pen.id === id ? { ...pen, group } : pen));
