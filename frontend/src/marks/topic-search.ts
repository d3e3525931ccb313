/** Finding a topic by typing a part of its path. */
import { PATH_SEPARATOR } from '../lib/topics.ts';

export interface TopicChoice {
  readonly id: string;
  readonly path: string;
}

/**
 * Rank the topics that match what was typed, best first.
 *
 * Every typed word must begin a word of the path; a match in the last name
 * goes before one in a parent, and a shorter path before a longer.
 */
export function matchingTopics(
  choices: readonly TopicChoice[],
  typed: string,
  limit = 8,
): TopicChoice[] {
  const words = fold(typed)
    .split(/[\s>]+/u)
    .filter(Boolean);
  const ranked = choices.flatMap((choice) => {
    const score = scoreOf(choice.path, words);
    return score === undefined ? [] : [{ choice, score }];
  });
  ranked.sort(
    (one, other) => one.score - other.score || one.choice.path.localeCompare(other.choice.path),
  );
  return ranked.slice(0, limit).map(({ choice }) => choice);
}

/** Whether a typed path is already there, whatever its case and spaces. */
export function findExact(choices: readonly TopicChoice[], typed: string): TopicChoice | undefined {
  const wanted = folded(typed);
  return choices.find(({ path }) => folded(path) === wanted);
}

const fold = (text: string) => text.normalize('NFKD').replace(/\p{M}/gu, '').toLowerCase();

const folded = (path: string) =>
  fold(path)
    .split('>')
    .map((name) => name.trim())
    .join(PATH_SEPARATOR);

function scoreOf(path: string, words: readonly string[]): number | undefined {
  const names = fold(path).split(PATH_SEPARATOR);
  const last = ` ${names.at(-1) ?? ''}`;
  const whole = ` ${names.join(' ')}`;
  if (!words.every((word) => whole.includes(` ${word}`))) return undefined;
  const inLast = words.some((word) => last.includes(` ${word}`));
  return (inLast ? 0 : 100) + names.length;
}
