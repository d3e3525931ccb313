import { describe, expect, test } from 'vitest';
import tokens from '../ui/tokens.css?raw';
import presets from '../../../tests/golden/api/presets.json';
import { LINE_CONTRAST, parseColour, TEXT_CONTRAST, type Ground } from '../reader/colours.ts';
import { isSeenOn, measure, mend } from './contrast.ts';
import { PALETTE } from './pen-rules.ts';

const THEMES = ['light', 'dark', 'sepia', 'contrast-light', 'contrast-dark'];

/** Read a theme from the style sheet of the program; what it does not set is as in light. */
function groundOf(theme: string): Ground {
  const rules = tokens.matchAll(/([^{}]+)\{([^{}]*)\}/g);
  const own = [...rules].filter(([, names = '']) => names.includes(`[data-theme='${theme}']`));
  const texts = ['light', theme].flatMap((name) =>
    name === theme ? own.map(([, , body = '']) => body) : [lightRules()],
  );
  const token = (name: string) => {
    const values = texts.flatMap((text) => [
      ...text.matchAll(new RegExp(`${name}: ([^;]+);`, 'g')),
    ]);
    return values.at(-1)?.[1] ?? '';
  };
  return {
    paper: parseColour(token('--paper')),
    ink: parseColour(token('--ink')),
    fill: Number.parseFloat(token('--pen-fill')) / 100,
    line: Number.parseFloat(token('--pen-line')) / 100,
  };
}

const lightRules = (): string => /\[data-theme='light'\] \{([^}]*)\}/.exec(tokens)?.[1] ?? '';

const grounds = THEMES.map(groundOf);

test('the themes are read as they are', () => {
  expect(groundOf('sepia')).toEqual({
    paper: [0xf6, 0xee, 0xdf],
    ink: [0x2b, 0x24, 0x19],
    fill: 0.28,
    line: 0.5,
  });
  expect(groundOf('contrast-dark')).toEqual({
    paper: [0, 0, 0],
    ink: [255, 255, 255],
    fill: 0,
    line: 0.35,
  });
});

describe.each(presets.map((preset) => [preset.id, preset.pens] as const))('%s', (_id, pens) => {
  test.each(THEMES)('every pen can be seen on %s, nothing done for it', (theme) => {
    for (const pen of pens) {
      const { line, words } = measure(parseColour(pen.colour), groundOf(theme));
      expect.soft(line, `the line of ${pen.name}`).toBeGreaterThanOrEqual(LINE_CONTRAST);
      expect.soft(words, `words on ${pen.name}`).toBeGreaterThanOrEqual(TEXT_CONTRAST);
    }
  });
});

test('every colour that is offered can be seen in every theme', () => {
  for (const colour of PALETTE) expect(isSeenOn(parseColour(colour), grounds), colour).toBe(true);
});

test.each(['#000000', '#ffffff', '#ffff00', '#fffbe6', '#000033'])('%s is mended', (weak) => {
  expect(isSeenOn(parseColour(weak), grounds)).toBe(false);
  const mended = mend(weak, grounds);
  expect(isSeenOn(parseColour(mended), grounds), mended).toBe(true);
});

test('a yellow that is mended is still yellow, and little darker', () => {
  const [red, green, blue] = parseColour(mend('#ffff00', grounds));
  expect(red).toBeGreaterThan(200);
  expect(Math.abs(red - green)).toBeLessThan(12);
  expect(blue).toBeLessThan(80);
});

test('a colour that can be seen stays as it is', () => {
  expect(mend('#0072b2', grounds)).toBe('#0072b2');
});
