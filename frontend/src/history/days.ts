/** Steps by day, and times as a reader says them. */
import type { DoneStep } from '../api/history.ts';
import { historyStrings as text } from '../ui/strings-history.ts';

export interface Day {
  title: string;
  steps: DoneStep[];
}

const LANGUAGE = 'en-GB';
const dayFormat = new Intl.DateTimeFormat(LANGUAGE, {
  weekday: 'long',
  day: 'numeric',
  month: 'long',
  year: 'numeric',
});
const dateFormat = new Intl.DateTimeFormat(LANGUAGE, { dateStyle: 'long', timeStyle: 'short' });
const clockFormat = new Intl.DateTimeFormat(LANGUAGE, { hour: '2-digit', minute: '2-digit' });
const agoFormat = new Intl.RelativeTimeFormat(LANGUAGE, { numeric: 'auto' });

/** From the longest on: how many seconds a unit has. */
const UNITS = [
  ['year', 31_536_000],
  ['month', 2_592_000],
  ['day', 86_400],
  ['hour', 3_600],
  ['minute', 60],
] as const;

/** Put steps, latest first, under the days on which they were done, where the reader is. */
export function byDay(steps: readonly DoneStep[], now: Date): Day[] {
  const days: Day[] = [];
  for (const step of steps) {
    const title = dayOf(new Date(step.time), now);
    const day = days.at(-1);
    if (day?.title === title) day.steps.push(step);
    else days.push({ title, steps: [step] });
  }
  return days;
}

/** Keep the steps whose sentence, or whose doer, has what was typed, in any case. */
export function matching(steps: readonly DoneStep[], typed: string): readonly DoneStep[] {
  const wanted = typed.trim().toLowerCase();
  if (wanted === '') return steps;
  return steps.filter(({ label, actor }) => `${label}\n${actor}`.toLowerCase().includes(wanted));
}

/**
 * Count for each step how many a jump to it undoes, or does again.
 *
 * `steps` are all from the latest on.
 */
export function countJumps(steps: readonly DoneStep[]): ReadonlyMap<string, number> {
  const counts = new Map<string, number>();
  let standing = 0;
  for (const { id, way, redone } of steps) {
    if (way === 'undo') counts.set(id, ++standing);
    if (way === 'redo') counts.set(id, redone);
  }
  return counts;
}

function dayOf(day: Date, now: Date): string {
  if (day.toDateString() === now.toDateString()) return text.today;
  const yesterday = new Date(now);
  yesterday.setDate(now.getDate() - 1);
  return day.toDateString() === yesterday.toDateString() ? text.yesterday : dayFormat.format(day);
}

/** "14:02" */
export const clockOf = (time: string): string => clockFormat.format(new Date(time));

/** "26 November 2026 at 14:02" */
export const dateOf = (time: string): string => dateFormat.format(new Date(time));

/** "5 minutes ago" */
export function agoOf(time: string, now: Date): string {
  const seconds = (new Date(time).getTime() - now.getTime()) / 1000;
  const unit = UNITS.find(([, length]) => -seconds >= length);
  return unit ? agoFormat.format(Math.ceil(seconds / unit[1]), unit[0]) : text.justNow;
}
