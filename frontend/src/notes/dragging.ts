// What is being dragged within notes: a line, a text of the reader's own, or a topic.

import type { Topic } from '../api/types.ts';
import type { TopicPlace } from './topic-moves.ts';

export interface Dragged {
  kind: 'line' | 'own' | 'topic';
  /** Of the mark, the entry or the topic. */
  id: string;
  /** The section that it stands in; "" for the head of the notes, and in the tray. */
  section: string;
}

let dragged: Dragged | null = null;

export const whatIsDragged = (): Dragged | null => dragged;

export function beginDrag(event: DragEvent, what: Dragged): void {
  dragged = what;
  event.dataTransfer?.setData('text/plain', what.id);
  if (event.dataTransfer) event.dataTransfer.effectAllowed = 'move';
}

export function endDrag(): void {
  dragged = null;
  for (const element of document.querySelectorAll('[data-drop]'))
    element.removeAttribute('data-drop');
}

export type DropSide = 'above' | 'below' | 'inside';

/** Mark where it would be dropped: at an element's edge, or in it. */
export function showDrop(element: HTMLElement, side: DropSide): void {
  for (const other of document.querySelectorAll('[data-drop]'))
    if (other !== element) other.removeAttribute('data-drop');
  element.dataset['drop'] = side;
}

/** Whether a pointer is on the upper part of an element, as large as `share` of it. */
export function isInUpper(event: DragEvent, element: HTMLElement, share = 0.5): boolean {
  const { top, height } = element.getBoundingClientRect();
  return event.clientY < top + height * share;
}

/** The topic that a section of an outline belongs to; "" for none. */
export const topicOf = (section: string): string => /^topic:([^/]+)/.exec(section)?.[1] ?? '';

/** Where a topic goes that is dropped before another, or in it; null where it cannot go. */
export function placeAfterDrop(
  topics: readonly Topic[],
  id: string,
  on: string,
  side: DropSide,
): TopicPlace | null {
  const target = topics.find((topic) => topic.id === on);
  if (!target || stands(topics, on, id)) return null;
  return side === 'inside' ? { parent: on, before: null } : { parent: target.parent, before: on };
}

/** Whether a topic is another one or stands under it. */
function stands(topics: readonly Topic[], id: string, under: string): boolean {
  const seen = new Set<string>();
  let here: string | null = id;
  while (here !== null && !seen.has(here)) {
    if (here === under) return true;
    seen.add(here);
    here = topics.find((topic) => topic.id === here)?.parent ?? null;
  }
  return false;
}
