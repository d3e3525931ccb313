// How well a pen's colour can be seen as it was chosen, and the nearest one that can be seen.

import {
  contrast,
  cssColour,
  LINE_CONTRAST,
  mix,
  parseColour,
  TEXT_CONTRAST,
  type Colour,
  type Ground,
} from '../reader/colours.ts';
import { findColour, toLight, toOklab } from './oklab.ts';

/** The contrasts that a colour has on a ground before anything is done for it. */
export interface Looks {
  /** Of its line, to the paper or to its own fill, whichever is less. */
  line: number;
  /** Of words on its fill. */
  words: number;
}

const STEP = 0.01;
const PALER = 0.9;

/** Measure a colour on a ground at the shares that the ground gives to pens. */
export function measure(colour: Colour, ground: Ground): Looks {
  const line = mix(colour, ground.ink, ground.line);
  const fill = mix(colour, ground.paper, ground.fill);
  return {
    line: Math.min(contrast(line, ground.paper), contrast(line, fill)),
    words: contrast(ground.ink, fill),
  };
}

/** Whether a colour can be seen well on every one of these grounds, as it was chosen. */
export const isSeenOn = (colour: Colour, grounds: readonly Ground[]): boolean =>
  grounds.every((ground) => {
    const { line, words } = measure(colour, ground);
    return line >= LINE_CONTRAST && words >= TEXT_CONTRAST;
  });

/**
 * Find the colour nearest to a pen's that can be seen on every ground, "#rrggbb".
 *
 * It keeps its hue and, as far as a screen can show it, its strength; only its
 * lightness changes, in steps of a hundredth. A sound colour is given back.
 */
export function mend(hex: string, grounds: readonly Ground[]): string {
  const colour = parseColour(hex);
  if (isSeenOn(colour, grounds)) return hex;
  const [lightness, ...tint] = toOklab(toLight(colour));
  for (let away = STEP; away <= 1; away += STEP) {
    for (const candidate of [lightness - away, lightness + away]) {
      const found = candidate >= 0 && candidate <= 1 && shown(candidate, tint);
      if (found && isSeenOn(found, grounds)) return cssColour(found);
    }
  }
  return hex;
}

/** The strongest colour of this lightness and hue that a screen can show. */
function shown(lightness: number, [a, b]: readonly [number, number]): Colour | undefined {
  for (let strength = 1; strength > 0.05; strength *= PALER) {
    const found = findColour([lightness, a * strength, b * strength]);
    if (found) return found;
  }
  return findColour([lightness, 0, 0]);
}
