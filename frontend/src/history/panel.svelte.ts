// Whether the history is open, and the key that opens it on every page.

import { plainKeys } from '../marks/preferences.ts';
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
  if (event.defaultPrevented || event.ctrlKey || event.metaKey || typing(event)) return false;
  if (plainKeys()) return event.key === 'H' && !event.altKey;
  return event.altKey && event.shiftKey && event.code === 'KeyH';
}
