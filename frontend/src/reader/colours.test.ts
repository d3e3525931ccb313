import { describe, expect, test } from 'vitest';
import {
  contrast,
  fillColour,
  LINE_CONTRAST,
  lineColour,
  parseColour,
  TEXT_CONTRAST,
  type Colour,
  type Ground,
} from './colours.ts';

const GROUNDS: Record<string, Ground> = {
  light: ground('#fdfcf9', '#1d1c1a', 0.28, 0.5),
  dark: ground('#16171a', '#e7e5df', 0.28, 0.6),
  sepia: ground('#f6eedf', '#2b2419', 0.28, 0.5),
  contrast: ground('#000000', '#ffffff', 0, 0.35),
};

/** Okabe and Ito's eight, grey, and colours that a reader should not choose. */
const PENS = [
  ...['#e69f00', '#56b4e9', '#009e73', '#f0e442', '#0072b2', '#d55e00', '#cc79a7', '#999999'],
  ...['#ffff00', '#ffffff', '#000000', '#0000ff', '#ff00ff', '#00ff00', '#101010', '#fffbe6'],
];

function ground(paper: string, ink: string, fill: number, line: number): Ground {
  return { paper: parseColour(paper), ink: parseColour(ink), fill, line };
}

test('black on white is 21:1', () => {
  expect(contrast(parseColour('#000'), parseColour('#fff'))).toBeCloseTo(21);
});

test('the darkest grey that passes on white is #767676', () => {
  expect(contrast(parseColour('#767676'), parseColour('#ffffff'))).toBeCloseTo(4.54, 2);
});

describe.each(Object.entries(GROUNDS))('on %s paper', (_name, paper) => {
  test.each(PENS)('text on a fill of %s is readable', (pen) => {
    const fill = fillColour(parseColour(pen), paper);
    expect(contrast(fill, paper.ink)).toBeGreaterThanOrEqual(TEXT_CONTRAST);
  });

  test.each(PENS)('a line of %s stands out from the paper and from its fill', (pen) => {
    const colour: Colour = parseColour(pen);
    const line = lineColour(colour, paper);
    expect(contrast(line, paper.paper)).toBeGreaterThanOrEqual(LINE_CONTRAST);
    expect(contrast(line, fillColour(colour, paper))).toBeGreaterThanOrEqual(LINE_CONTRAST);
  });
});
