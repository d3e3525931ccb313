// Moving a topic within the tree: where it would go, or null where it cannot.

import type { Topic } from '../api/types.ts';

export type Move = 'up' | 'down' | 'indent' | 'outdent';

/** A topic's new place: its parent, and the sibling it goes before (null: last). */
export interface TopicPlace {
  parent: string | null;
  before: string | null;
}

/** Say where a topic goes; `topics` are the course's, siblings in their order. */
export function placeAfterMove(
  topics: readonly Topic[],
  id: string,
  move: Move,
): TopicPlace | null {
  const topic = topics.find((other) => other.id === id);
  if (!topic) return null;
  const siblings = topics.filter(({ parent }) => parent === topic.parent).map((t) => t.id);
  const at = siblings.indexOf(id);
  const previous = siblings[at - 1];
  switch (move) {
    case 'up':
      return previous ? { parent: topic.parent, before: previous } : null;
    case 'down':
      return at + 1 < siblings.length
        ? { parent: topic.parent, before: siblings[at + 2] ?? null }
        : null;
    case 'indent':
      return previous ? { parent: previous, before: null } : null;
    case 'outdent':
      return outdented(topics, topic);
  }
}

function outdented(topics: readonly Topic[], topic: Topic): TopicPlace | null {
  const parent = topics.find(({ id }) => id === topic.parent);
  if (!parent) return null;
  const siblings = topics.filter((other) => other.parent === parent.parent).map((t) => t.id);
  return { parent: parent.parent, before: siblings[siblings.indexOf(parent.id) + 1] ?? null };
}
