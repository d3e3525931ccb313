/**
 * What a pen's colour becomes on the screen, so that text stays readable.
 *
 * Contrast after WCAG 2.2: text on a fill keeps 4.5:1, a line 3:1 to the paper.
 */

export type Colour = readonly [red: number, green: number, blue: number];

/** What a page is printed on and with, and how strong pens may be there. */
export interface Ground {
  readonly paper: Colour;
  readonly ink: Colour;
  /** The share of a pen's colour in its fill, 0 to 0.28. */
  readonly fill: number;
  /** The share of a pen's colour in its line; the rest is ink. */
  readonly line: number;
}

export const TEXT_CONTRAST = 4.5;
export const LINE_CONTRAST = 3;
const STRONGEST_FILL = 0.28;
const STEP = 0.02;

/** Read "#rgb" or "#rrggbb". */
export function parseColour(hex: string): Colour {
  const digits = hex.replace('#', '').trim();
  const full = digits.length === 3 ? digits.replace(/./g, '$&$&') : digits;
  const value = Number.parseInt(full, 16);
  return [(value >> 16) & 255, (value >> 8) & 255, value & 255];
}

export const cssColour = (colour: Colour): string =>
  `#${colour.map((part) => Math.round(part).toString(16).padStart(2, '0')).join('')}`;

/** Mix two colours in sRGB; `share` is that of the first. */
export function mix(first: Colour, second: Colour, share: number): Colour {
  const part = (i: 0 | 1 | 2) => first[i] * share + second[i] * (1 - share);
  return [part(0), part(1), part(2)];
}

/** The contrast ratio of two colours, 1 to 21 (WCAG 2.2, "contrast ratio"). */
export function contrast(one: Colour, other: Colour): number {
  const [darker = 0, lighter = 0] = [luminance(one), luminance(other)].sort((a, b) => a - b);
  return (lighter + 0.05) / (darker + 0.05);
}

function luminance(colour: Colour): number {
  const [red, green, blue] = colour.map((part) => {
    const value = part / 255;
    return value <= 0.04045 ? value / 12.92 : ((value + 0.055) / 1.055) ** 2.4;
  });
  return 0.2126 * (red ?? 0) + 0.7152 * (green ?? 0) + 0.0722 * (blue ?? 0);
}

/** The fill under a pen's text: as much of its colour as leaves the text readable. */
export function fillColour(pen: Colour, ground: Ground): Colour {
  let share = Math.min(ground.fill, STRONGEST_FILL);
  let fill = mix(pen, ground.paper, share);
  while (share > 0 && contrast(fill, ground.ink) < TEXT_CONTRAST) {
    share = Math.max(0, share - STEP);
    fill = mix(pen, ground.paper, share);
  }
  return fill;
}

/** A pen's line: as much of its colour as stands out from the paper and from its own fill. */
export function lineColour(pen: Colour, ground: Ground): Colour {
  const fill = fillColour(pen, ground);
  let share = ground.line;
  let line = mix(pen, ground.ink, share);
  const faint = () => Math.min(contrast(line, ground.paper), contrast(line, fill)) < LINE_CONTRAST;
  while (share > 0 && faint()) {
    share = Math.max(0, share - STEP);
    line = mix(pen, ground.ink, share);
  }
  return line;
}
