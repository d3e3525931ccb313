/** The keys of the pages as printed: those that the text's own keys leave free. */
import { chordOf, countingChord, type Pressed } from '../../ui/chords.ts';

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

/**
 * Tell what a key asks for.
 *
 * `plain` false is the wish that single keys work with Alt only; `meant` gives the
 * program's key for the one that the reader has put in its place.
 */
export function pageCommandOf(
  event: Pressed,
  plain: boolean,
  meant: (chord: string) => string | undefined = (chord) => chord,
): PageCommand | undefined {
  const chord = countingChord(chordOf(event), plain);
  const key = chord === undefined ? undefined : meant(chord);
  if (key === undefined) return undefined;
  const turn = TURNS[key];
  if (turn) return { do: 'turn', step: turn };
  return Object.hasOwn(SINGLE, key) ? SINGLE[key] : undefined;
}
