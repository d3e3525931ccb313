/** The reader's keys: which key asks for what. */
import { chordOf, countingChord, type Pressed } from '../ui/chords.ts';
import type { Resize } from './words.ts';

export type { Pressed };

export type Command =
  | { do: 'pen'; key: string }
  | { do: 'erase' | 'drop' | 'undo' | 'redo' }
  | { do: 'add-passage' | 'cycle' | 'importance' | 'answered' }
  | { do: 'sentence'; to: 'next' | 'previous' | 'extend' }
  | { do: 'write'; what: 'own-words' | 'comment' | 'topics' | 'links' }
  | { do: 'mark'; to: 'next' | 'previous' }
  | ({ do: 'resize' } & Resize)
  | { do: 'open'; what: 'brief' | 'outline' | 'go-to' | 'keys' | 'correct' | 'marks' | 'printed' }
  | { do: 'show'; what: 'find' | 'look' | 'beside' | 'focus' }
  | { do: 'find' | 'travel'; step: 1 | -1 }
  | { do: 'pane' }
  | { do: 'rules'; what: 'review' | 'always' }
  | { do: 'pages'; what: 'open' | 'beside' };

const SINGLE: Readonly<Record<string, Command>> = {
  n: { do: 'sentence', to: 'next' },
  N: { do: 'sentence', to: 'extend' },
  p: { do: 'sentence', to: 'previous' },
  e: { do: 'write', what: 'own-words' },
  c: { do: 'write', what: 'comment' },
  t: { do: 'write', what: 'topics' },
  l: { do: 'write', what: 'links' },
  '+': { do: 'add-passage' },
  '!': { do: 'importance' },
  q: { do: 'answered' },
  '.': { do: 'cycle' },
  u: { do: 'undo' },
  U: { do: 'redo' },
  '[': { do: 'mark', to: 'previous' },
  ']': { do: 'mark', to: 'next' },
  b: { do: 'open', what: 'brief' },
  o: { do: 'open', what: 'outline' },
  g: { do: 'open', what: 'go-to' },
  v: { do: 'pages', what: 'open' },
  V: { do: 'pages', what: 'beside' },
  k: { do: 'open', what: 'correct' },
  m: { do: 'open', what: 'marks' },
  P: { do: 'open', what: 'printed' },
  r: { do: 'rules', what: 'review' },
  R: { do: 'rules', what: 'always' },
  '/': { do: 'show', what: 'find' },
  ',': { do: 'show', what: 'look' },
  f: { do: 'show', what: 'focus' },
  B: { do: 'show', what: 'beside' },
  '?': { do: 'open', what: 'keys' },
};

/** Keys with a name, or with others. */
const NAMED: Readonly<Record<string, Command>> = {
  Escape: { do: 'drop' },
  Delete: { do: 'erase' },
  Backspace: { do: 'erase' },
  'Ctrl+z': { do: 'undo' },
  'Ctrl+Z': { do: 'redo' },
  F3: { do: 'find', step: 1 },
  'Shift+F3': { do: 'find', step: -1 },
  'Alt+ArrowLeft': { do: 'travel', step: -1 },
  'Alt+ArrowRight': { do: 'travel', step: 1 },
  F6: { do: 'pane' },
  'Ctrl+`': { do: 'pane' },
  '<': { do: 'resize', edge: 'end', step: -1 },
  '>': { do: 'resize', edge: 'end', step: 1 },
  'Alt+<': { do: 'resize', edge: 'start', step: -1 },
  'Alt+>': { do: 'resize', edge: 'start', step: 1 },
};

/** Every key of the text but the pens' own. */
export const READER_KEYS: readonly string[] = [...Object.keys(SINGLE), ...Object.keys(NAMED)];

/**
 * Tell what a key asks for; undefined when it is not ours.
 *
 * `plain` false is the reader's wish that no single character be a command
 * (WCAG 2.2, 2.1.4): then the same keys work with Alt. `meant` gives the
 * program's key for the one that the reader has put in its place.
 */
export function commandOf(
  event: Pressed,
  plain: boolean,
  meant: (chord: string) => string | undefined = (chord) => chord,
): Command | undefined {
  const chord = countingChord(chordOf(event), plain);
  const key = chord === undefined ? undefined : meant(chord);
  if (key === undefined) return undefined;
  if (/^\d$/.test(key)) return { do: 'pen', key };
  if (Object.hasOwn(SINGLE, key)) return SINGLE[key];
  return Object.hasOwn(NAMED, key) ? NAMED[key] : undefined;
}
