/** What the reader has chosen or already learnt, kept in this browser. */

const LEARNT = 'glossator.learnt';

/** What a mark is brought to when it is made or resized. */
export const SNAPPINGS = ['letters', 'words', 'sentences'] as const;
export type Snapping = (typeof SNAPPINGS)[number];

const SNAPPING = 'glossator.snapping';

/** What marks are brought to: whole words unless the reader has chosen otherwise. */
export const snapping = (): Snapping =>
  SNAPPINGS.find((one) => one === localStorage.getItem(SNAPPING)) ?? 'words';

export const setSnapping = (to: Snapping): void => localStorage.setItem(SNAPPING, to);

/** The steps of the first minute, in the order they are taught. */
export const LESSONS = ['mark', 'own-words', 'topics', 'brief'] as const;
export type Lesson = (typeof LESSONS)[number];

/** Which lesson is next, undefined when all are learnt. */
export function nextLesson(): Lesson | undefined {
  const learnt = learntLessons();
  return LESSONS.find((lesson) => !learnt.has(lesson));
}

/** Note that a lesson is learnt, and with it those before; its hint never shows again. */
export function learn(lesson: Lesson): void {
  const upTo = LESSONS.slice(0, LESSONS.indexOf(lesson) + 1);
  const learnt = new Set([...learntLessons(), ...upTo]);
  localStorage.setItem(LEARNT, [...learnt].join(' '));
}

const learntLessons = () => new Set((localStorage.getItem(LEARNT) ?? '').split(' '));
