/** The keys of the pages as printed: those that the text's own keys leave free. */
import type { Pressed } from '../../marks/keys.ts';

export type PageCommand =
  | { do: 'zoom'; step: 1 | -1 }
  | { do: 'fit'; what: 'width' | 'page' }
  | { do: 'turn'; step: 1 | -1 }
  | { do: 'columns' | 'thumbnails' | 'area' };

const SINGLE: Readonly<Record<string, PageCommand>> = {
  '+': { do: 'zoom', step: 1 },
  '=': { do: 'zoom', step: 1 },
  '-': { do: 'zoom', step: -1 },
  w: { do: 'fit', what: 'width' },
  f: { do: 'fit', what: 'page' },
  d: { do: 'columns' },
  m: { do: 'thumbnails' },
  a: { do: 'area' },
};

const TURNS: Readonly<Record<string, 1 | -1>> = { PageDown: 1, PageUp: -1 };

/** Tell what a key asks for; `plain` false is the wish that single keys work with Alt only. */
export function pageCommandOf(event: Pressed, plain: boolean): PageCommand | undefined {
  if (event.ctrlKey || event.metaKey) return undefined;
  const turn = TURNS[event.key];
  if (turn) return { do: 'turn', step: turn };
  if (event.altKey === plain) return undefined;
  const letter = event.altKey ? /^Key([A-Z])$/.exec(event.code)?.[1]?.toLowerCase() : undefined;
  const key = letter ?? event.key;
  return Object.hasOwn(SINGLE, key) ? SINGLE[key] : undefined;
}
