/** The reader's pens as style rules for the shapes that are drawn behind the words. */
import type { Pen, Stroke } from '../api/types.ts';
import { cssColour, fillColour, lineColour, parseColour, type Ground } from './colours.ts';

const LINES: Readonly<Record<Stroke, string>> = {
  solid: 'stroke-width: 1.5px',
  dashed: 'stroke-width: 1.5px; stroke-dasharray: 5 3',
  double: 'stroke-width: 1.25px',
  dotted: 'stroke-width: 2px; stroke-dasharray: 0 4; stroke-linecap: round',
  wavy: 'stroke-width: 1.5px',
};

type Look = Pick<Pen, 'colour' | 'stroke'>;

/** How a pen's line is drawn. */
export const lineStyle = ({ colour, stroke }: Look, ground: Ground): string =>
  `stroke: ${cssColour(lineColour(parseColour(colour), ground))}; ${LINES[stroke]}`;

/** How a pen fills the newest of the marks somewhere. */
export const fillStyle = ({ colour }: Look, ground: Ground): string =>
  ground.fill > 0 ? `fill: ${cssColour(fillColour(parseColour(colour), ground))}` : 'fill: none';

/** Read what the page is printed on from the tokens in force. */
export function currentGround(): Ground {
  const tokens = getComputedStyle(document.documentElement);
  const token = (name: string, fallback: string) =>
    tokens.getPropertyValue(name).trim() || fallback;
  const share = (name: string, fallback: string) => Number.parseFloat(token(name, fallback)) / 100;
  return {
    paper: parseColour(token('--paper', '#ffffff')),
    ink: parseColour(token('--ink', '#000000')),
    fill: share('--pen-fill', '28%'),
    line: share('--pen-line', '50%'),
  };
}
