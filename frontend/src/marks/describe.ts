/** A mark in words, for those who hear the page. */
import type { Annotation, Pen } from '../api/types.ts';
import { markStrings as text } from '../ui/strings-marks.ts';
import { questionOf } from './questions.ts';

/**
 * Say pen, place, words and what else is said of a mark.
 *
 * `position` is the how manieth mark it is, and of how many; 0 for one without a place.
 */
export function describeMark(
  mark: Annotation,
  pen: Pen | undefined,
  quote: string,
  [rank, of]: readonly [number, number],
): string {
  const words = [pen?.name ?? '', mark.pinpoint, mark.own_words || quote, ...stateOf(mark, pen)];
  if (rank > 0) words.push(text.position(rank, of));
  return words.filter(Boolean).join(', ');
}

/** What is said of a mark besides its words: each a few words. */
export function stateOf(mark: Annotation, pen: Pen | undefined): string[] {
  const question = questionOf(mark, pen);
  const said: string[] = [];
  if (mark.importance > 0) said.push(text.importances[mark.importance] ?? '');
  if (question) said.push(text[question]);
  if (mark.more.length > 0) said.push(text.several(mark.more.length + 1));
  if (mark.creator) said.push(text.by(mark.creator));
  return said;
}
