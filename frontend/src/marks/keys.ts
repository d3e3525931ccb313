/** The reader's keys: which key asks for what. */
import type { Resize } from './words.ts';

export type Command =
  | { do: 'pen'; key: string }
  | { do: 'erase' | 'drop' | 'undo' | 'redo' }
  | { do: 'add-passage' | 'cycle' | 'importance' | 'answered' }
  | { do: 'sentence'; to: 'next' | 'previous' | 'extend' }
  | { do: 'write'; what: 'own-words' | 'comment' | 'topics' | 'links' }
  | { do: 'mark'; to: 'next' | 'previous' }
  | ({ do: 'resize' } & Resize)
  | { do: 'open'; what: 'brief' | 'outline' | 'go-to' | 'keys' | 'correct' | 'marks' | 'printed' }
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
  '?': { do: 'open', what: 'keys' },
};

const STEPS: Readonly<Record<string, 1 | -1>> = { '<': -1, '>': 1 };

/** What a key event says; a KeyboardEvent is one. */
export type Pressed = Pick<
  KeyboardEvent,
  'key' | 'code' | 'altKey' | 'ctrlKey' | 'metaKey' | 'shiftKey'
>;

/**
 * Tell what a key asks for; undefined when it is not ours.
 *
 * `plain` false is the reader's wish that no single character be a command
 * (WCAG 2.2, 2.1.4): then the same keys work with Alt.
 */
export function commandOf(event: Pressed, plain: boolean): Command | undefined {
  if (event.ctrlKey || event.metaKey) return withControl(event);
  const named = namedKey(event);
  if (named) return named;
  if (plain) return event.altKey ? moveStart(event) : character(event);
  return event.altKey ? character(event) : undefined;
}

function withControl(event: Pressed): Command | undefined {
  if (event.altKey || event.key.toLowerCase() !== 'z') return undefined;
  return { do: event.shiftKey ? 'redo' : 'undo' };
}

function namedKey({ key, altKey }: Pressed): Command | undefined {
  if (altKey) return undefined;
  if (key === 'Escape') return { do: 'drop' };
  return key === 'Delete' || key === 'Backspace' ? { do: 'erase' } : undefined;
}

function moveStart(event: Pressed): Command | undefined {
  const step = STEPS[typed(event)];
  return step && { do: 'resize', edge: 'start', step };
}

function character(event: Pressed): Command | undefined {
  const key = typed(event);
  if (/^\d$/.test(key)) return { do: 'pen', key };
  const step = STEPS[key];
  if (step) return { do: 'resize', edge: 'end', step };
  return Object.hasOwn(SINGLE, key) ? SINGLE[key] : undefined;
}

/**
 * The character a key stands for.
 *
 * On keyboards where digits need Shift the digit row counts without it; with
 * Alt some systems type other characters, so there the key's place counts.
 */
function typed({ key, code, altKey, shiftKey }: Pressed): string {
  const digit = /^Digit(\d)$/.exec(code)?.[1];
  if (digit && !shiftKey) return digit;
  const letter = /^Key([A-Z])$/.exec(code)?.[1];
  if (!altKey || !letter) return key;
  return shiftKey ? letter : letter.toLowerCase();
}
