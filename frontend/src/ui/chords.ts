/** What was pressed, as a word: "n", "N", "Ctrl+z", "Alt+ArrowLeft", "Shift+F3". */

/** What a key event says; a KeyboardEvent is one. */
export type Pressed = Pick<
  KeyboardEvent,
  'key' | 'code' | 'altKey' | 'ctrlKey' | 'metaKey' | 'shiftKey'
>;

/** Name what was pressed. Shift is named only with keys that type nothing. */
export function chordOf(event: Pressed): string {
  const key = typed(event);
  const control = event.ctrlKey || event.metaKey ? 'Ctrl+' : '';
  const alt = event.altKey ? 'Alt+' : '';
  const shift = event.shiftKey && !isCharacter(key) ? 'Shift+' : '';
  return control + alt + shift + key;
}

/** Whether a chord is one character alone, which speech or a resting hand may type (WCAG 2.1.4). */
export const isCharacter = (chord: string): boolean => /^\S$/u.test(chord);

/**
 * The chord that counts, with single characters as commands or not.
 *
 * Where they are none (`plain` false) the same keys work with Alt.
 */
export function countingChord(chord: string, plain: boolean): string | undefined {
  if (plain) return chord;
  if (isCharacter(chord)) return undefined;
  const withAlt = chord.startsWith('Alt+') ? chord.slice(4) : '';
  return isCharacter(withAlt) ? withAlt : chord;
}

/** Whether a key only changes the meaning of others. */
export const isModifier = (key: string): boolean =>
  ['Shift', 'Control', 'Alt', 'Meta', 'AltGraph', 'CapsLock', 'Dead', 'Process'].includes(key);

/**
 * The character a key stands for.
 *
 * On keyboards where digits need Shift the digit row counts without it; with
 * Alt some systems type other characters, so there the key's place counts.
 */
function typed({ key, code, altKey, ctrlKey, metaKey, shiftKey }: Pressed): string {
  const digit = /^Digit(\d)$/.exec(code)?.[1];
  if (digit && !shiftKey) return digit;
  const letter = /^Key([A-Z])$/.exec(code)?.[1];
  if (altKey && letter) return shiftKey ? letter : letter.toLowerCase();
  // With Ctrl a letter's case follows Shift, whatever Caps Lock does.
  if ((ctrlKey || metaKey) && isCharacter(key))
    return shiftKey ? key.toUpperCase() : key.toLowerCase();
  return key;
}
