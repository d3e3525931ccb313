/** Paths of topics: "Homicide > Murder". */
import type { Topic } from '../api/types.ts';

export const PATH_SEPARATOR = ' > ';

/** Give the path of every topic by its id. */
export function topicPaths(topics: readonly Topic[]): Map<string, string> {
  const byId = new Map(topics.map((topic) => [topic.id, topic]));
  return new Map(topics.map((topic) => [topic.id, pathOf(topic, byId)]));
}

function pathOf(topic: Topic, byId: ReadonlyMap<string, Topic>): string {
  const names: string[] = [];
  const seen = new Set<string>();
  let at: Topic | undefined = topic;
  while (at && !seen.has(at.id)) {
    seen.add(at.id);
    names.unshift(at.name);
    at = at.parent === null ? undefined : byId.get(at.parent);
  }
  return names.join(PATH_SEPARATOR);
}

/** Put topics, siblings in their order, as an outline has them; whose parent is gone comes last. */
export function inOutlineOrder(topics: readonly Topic[]): Topic[] {
  const under = new Map<string | null, Topic[]>();
  for (const topic of topics) {
    under.set(topic.parent, [...(under.get(topic.parent) ?? []), topic]);
  }
  const placed = new Set<Topic>();
  const place = (topic: Topic): void => {
    if (placed.has(topic)) return;
    placed.add(topic);
    under.get(topic.id)?.forEach(place);
  };
  under.get(null)?.forEach(place);
  topics.forEach(place);
  return [...placed];
}

/** The names in a typed path: "Homicide >Murder" is Homicide, then Murder. */
export function namesInPath(path: string): string[] {
  return path
    .split('>')
    .map((name) => name.trim())
    .filter((name) => name !== '');
}
