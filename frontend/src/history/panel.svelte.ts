// Whether the history is open, and the key that opens it on every page.

import { meantKey } from '../ui/keymap.svelte.ts';
import { typing } from '../ui/keys.ts';

let open = $state(false);

export const historyIsOpen = (): boolean => open;

export function openHistory(): void {
  open = true;
}

export function closeHistory(): void {
  open = false;
}

/** Tell whether a key asks for the history: Shift+H, with Alt where single letters are off. */
export function asksForHistory(event: KeyboardEvent): boolean {
  if (event.defaultPrevented || typing(event)) return false;
  return meantKey('everywhere', event) === 'H';
}
