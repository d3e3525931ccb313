// Finding a topic by typing, and the steps that make one from a typed path.

import { newId } from '../api/ids.ts';
import type { AddTopic, Topic } from '../api/types.ts';
import { namesInPath, PATH_SEPARATOR } from './topics.ts';

export interface TopicOption {
  /** "" for a path that is yet to be made. */
  id: string;
  path: string;
}

/**
 * Give the topics that fit what is typed, best first; last, the typed path if it is new.
 *
 * A topic fits when every typed word begins a word of its path. Where a path is
 * typed ("homicide > mur"), its names must fit names of the topic's path in the
 * same order, the last one the topic's own.
 */
export function topicOptions(paths: ReadonlyMap<string, string>, typed: string): TopicOption[] {
  const asked = namesInPath(typed).map(wordsIn);
  const found = [...paths]
    .map(([id, path]) => ({ id, path }))
    .filter(({ path }) => fits(path, asked))
    .sort((a, b) => rank(b, asked) - rank(a, asked) || a.path.localeCompare(b.path));
  const path = namesInPath(typed).join(PATH_SEPARATOR);
  const isNew = path !== '' && !found.some((option) => fold(option.path) === fold(path));
  return isNew ? [...found, { id: '', path }] : found;
}

function fits(path: string, asked: readonly string[][]): boolean {
  const [only, ...further] = asked;
  if (!only) return true;
  if (further.length === 0) return begins(wordsIn(path), only);
  const names = namesInPath(path).map(wordsIn);
  const last = names.pop() ?? [];
  if (!begins(last, asked.at(-1) ?? [])) return false;
  let at = 0;
  for (const name of names) if (begins(name, asked[at] ?? [])) at += 1;
  return at >= asked.length - 1;
}

/** Whether each of some beginnings begins one of the words. */
const begins = (words: readonly string[], beginnings: readonly string[]): boolean =>
  beginnings.every((beginning) => words.some((word) => word.startsWith(beginning)));

/** A topic whose own name fits goes before one that only stands below such a name. */
function rank({ path }: TopicOption, asked: readonly string[][]): number {
  return begins(wordsIn(namesInPath(path).at(-1) ?? ''), asked.at(-1) ?? []) ? 1 : 0;
}

const wordsIn = (text: string): string[] => fold(text).match(/[\p{L}\p{N}§]+/gu) ?? [];

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
