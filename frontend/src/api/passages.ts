/** The passage behind a line of notes: mirrors `library/peeking.py`. */
import { call } from './http.ts';
import { array, boolean, object, row, string } from './validate.ts';

export interface Stretch {
  words: string;
  marked: boolean;
}

const passage = object<{ paragraphs: Stretch[][] }>({
  paragraphs: array(array(row<Stretch>({ words: string, marked: boolean }))),
});

/** Give the paragraphs around a mark. */
export const getPassage = (annotation: string): Promise<Stretch[][]> =>
  call(`/api/annotations/${encodeURIComponent(annotation)}/passage`, passage).then(
    ({ paragraphs }) => paragraphs,
  );
