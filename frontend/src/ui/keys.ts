// Telling keys that are commands from keys that write.

const WRITES = 'input, textarea, select, [contenteditable], dialog';

/** Tell whether the reader is writing, or in a dialog: then plain keys are no commands. */
export function typing(event: KeyboardEvent): boolean {
  return event.target instanceof Element && event.target.closest(WRITES) !== null;
}
