/** Finding marks by pen, topic, words, question, importance, creator and time. */
import type { Annotation, Pen, Topic } from '../api/types.ts';
import { questionOf } from './questions.ts';

/** What marks must be like; what says nothing lets all pass. */
export interface MarkFilter {
  /** Every word must stand in the passage, the own words or the comment. */
  readonly text: string;
  readonly pen: string;
  /** A topic with those below it; `NO_TOPIC` for marks without any. */
  readonly topic: string;
  readonly question: '' | 'open' | 'answered';
  /** At least this. */
  readonly importance: number;
  /** `MYSELF` for the reader who looks. */
  readonly creator: string;
  /** Made at or after this time; compares as text. */
  readonly since: string;
}

export const NO_FILTER: MarkFilter = {
  text: '',
  pen: '',
  topic: '',
  question: '',
  importance: 0,
  creator: '',
  since: '',
};

export const NO_TOPIC = '-';
export const MYSELF = '-';

/** Whether a filter asks for anything. */
export const filters = (filter: MarkFilter): boolean =>
  filter.text.trim() !== '' ||
  filter.importance > 0 ||
  [filter.pen, filter.topic, filter.question, filter.creator, filter.since].some(Boolean);

/** What a filter has to know besides the marks. */
export interface Surroundings {
  readonly pens: ReadonlyMap<string, Pen>;
  readonly topics: readonly Topic[];
  /** The words of a mark, folded as `foldWords` does. */
  readonly wordsOf: (mark: Annotation) => string;
}

type Question = (mark: Annotation) => boolean;

/** The marks that a filter lets pass, in their order; what costs least is asked first. */
export function filtered(
  marks: readonly Annotation[],
  filter: MarkFilter,
  around: Surroundings,
): readonly Annotation[] {
  const questions = questionsOf(filter, around);
  if (questions.length === 0) return marks;
  return marks.filter((mark) => questions.every((passes) => passes(mark)));
}

function questionsOf(filter: MarkFilter, around: Surroundings): Question[] {
  const { pen, question, importance, creator, since, topic } = filter;
  const words = foldWords(filter.text).split(/\s+/).filter(Boolean);
  const asked: (Question | '' | false)[] = [
    pen && ((mark) => mark.pen === pen),
    importance > 0 && ((mark) => mark.importance >= importance),
    since && ((mark) => mark.created >= since),
    creator && ((mark) => mark.creator === (creator === MYSELF ? '' : creator)),
    question && ((mark) => questionOf(mark, around.pens.get(mark.pen)) === question),
    topic && underTopic(topic, around.topics),
    words.length > 0 && hasWords(words, around.wordsOf),
  ];
  return asked.filter((one) => one !== '' && one !== false);
}

function underTopic(topic: string, topics: readonly Topic[]): Question {
  if (topic === NO_TOPIC) return (mark) => mark.topics.length === 0;
  const under = withBelow(topic, topics);
  return (mark) => mark.topics.some((one) => under.has(one));
}

/** A topic and all below it. */
function withBelow(topic: string, topics: readonly Topic[]): ReadonlySet<string> {
  const under = new Set([topic]);
  // A set is walked on over what is added meanwhile.
  for (const above of under) {
    for (const { id, parent } of topics) if (parent === above) under.add(id);
  }
  return under;
}

const hasWords =
  (words: readonly string[], wordsOf: Surroundings['wordsOf']): Question =>
  (mark) => {
    const text = wordsOf(mark);
    return words.every((word) => text.includes(word));
  };

/** Fold a text for comparing: letter case and the kind of apostrophe do not count. */
export const foldWords = (text: string): string => text.toLowerCase().replace(/[‘’]/g, "'");
