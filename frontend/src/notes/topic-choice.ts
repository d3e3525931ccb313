// Finding a topic by typing, and the steps that make one from a typed path.

import { newId } from '../api/ids.ts';
import type { AddTopic, Topic } from '../api/types.ts';
import { namesInPath, PATH_SEPARATOR } from '../lib/topics.ts';

export interface TopicOption {
  /** "" for a path that is yet to be made. */
  id: string;
  path: string;
}

/** Give the topics whose path has all typed words, best first; last, the typed path if new. */
export function topicOptions(paths: ReadonlyMap<string, string>, typed: string): TopicOption[] {
  const words = fold(typed)
    .split(/[\s>]+/)
    .filter(Boolean);
  const found = [...paths]
    .filter(([, path]) => words.every((word) => fold(path).includes(word)))
    .map(([id, path]) => ({ id, path }))
    .sort((a, b) => rank(b, words) - rank(a, words) || a.path.localeCompare(b.path));
  const path = namesInPath(typed).join(PATH_SEPARATOR);
  const isNew = path !== '' && !found.some((option) => fold(option.path) === fold(path));
  return isNew ? [...found, { id: '', path }] : found;
}

/** A topic whose own name begins with what is typed goes before one that only holds it. */
function rank({ path }: TopicOption, words: readonly string[]): number {
  const name = fold(path.split(PATH_SEPARATOR).at(-1) ?? '');
  return words.some((word) => name.startsWith(word)) ? 1 : 0;
}

/** Say what has to be added so that a path of topics exists, and the id of its last one. */
export function stepsToPath(
  topics: readonly Topic[],
  course: string,
  path: string,
): { steps: Omit<AddTopic, 'id'>[]; topic: string | null } {
  const steps: Omit<AddTopic, 'id'>[] = [];
  let parent: string | null = null;
  for (const name of namesInPath(path)) {
    const known = childNamed(topics, parent, name);
    if (!known) steps.push({ op: 'add_topic', topic: newId(), course, name, parent });
    parent = known?.id ?? steps.at(-1)?.topic ?? null;
  }
  return { steps, topic: parent };
}

function childNamed(
  topics: readonly Topic[],
  parent: string | null,
  name: string,
): Topic | undefined {
  return topics.find((topic) => topic.parent === parent && fold(topic.name) === fold(name));
}

const fold = (text: string): string => text.toLocaleLowerCase();
