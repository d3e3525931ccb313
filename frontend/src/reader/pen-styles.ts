/** The reader's pens as style rules, for highlights and for `<mark>` elements alike. */
import type { Pen, Stroke } from '../api/types.ts';
import { cssColour, fillColour, lineColour, parseColour, type Ground } from './colours.ts';

/** How far below the letters the line of each depth runs. */
const LINE_OFFSETS = ['0.16em', '0.3em', '0.44em'];
const THICKNESS: Readonly<Record<Stroke, string>> = {
  solid: '1.5px',
  dashed: '1.5px',
  double: '1.25px',
  dotted: '2px',
  wavy: '1.5px',
};

/** What a mark looks like at a depth: the newest, 0, is filled. */
export function declarations(
  pen: Pick<Pen, 'colour' | 'stroke'>,
  depth: number,
  ground: Ground,
): string {
  const colour = parseColour(pen.colour);
  const line = [
    `text-decoration: underline ${pen.stroke} ${cssColour(lineColour(colour, ground))}`,
    `text-decoration-thickness: ${THICKNESS[pen.stroke]}`,
    `text-underline-offset: ${LINE_OFFSETS[depth] ?? '0.5em'}`,
    'text-decoration-skip-ink: none',
  ];
  const fill = `background-color: ${cssColour(fillColour(colour, ground))}`;
  return (depth === 0 && ground.fill > 0 ? [fill, ...line] : line).join('; ');
}

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
