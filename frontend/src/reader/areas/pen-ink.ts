/** Pens on printed pages and pictures: white paper with black type, whatever the theme. */
import type { PagePart } from '../../api/pages.ts';
import type { Stroke } from '../../api/types.ts';
import { cssColour, fillColour, lineColour, parseColour, type Ground } from '../colours.ts';

const PAGE: Ground = { paper: [255, 255, 255], ink: [0, 0, 0], fill: 0.28, line: 0.5 };
const GONE = '#808080';

export interface Ink {
  readonly fill: string;
  readonly line: string;
}

const inks = new Map<string, Ink>();

/** The colours of a pen's fill and line on a page. */
export function inkOf(colour = GONE): Ink {
  let ink = inks.get(colour);
  if (!ink) {
    const pen = parseColour(colour);
    ink = { fill: cssColour(fillColour(pen, PAGE)), line: cssColour(lineColour(pen, PAGE)) };
    inks.set(colour, ink);
  }
  return ink;
}

export interface InkLine {
  readonly d: string;
  readonly width: number;
  readonly dash: string;
}

/** A pen's stroke as paths around a rectangle, in points. */
export function outlineOf(stroke: Stroke, part: PagePart): InkLine[] {
  switch (stroke) {
    case 'dashed':
      return [{ d: around(part, 0), width: 1.5, dash: '6 3.5' }];
    case 'double':
      return [0, 2.2].map((out) => ({ d: around(part, out), width: 0.9, dash: '' }));
    case 'dotted':
      return [{ d: around(part, 0), width: 1.8, dash: '0 3.6' }];
    case 'wavy':
      return [{ d: wavesAround(part), width: 1.2, dash: '' }];
    default:
      return [{ d: around(part, 0), width: 1.5, dash: '' }];
  }
}

const around = ({ x, y, width, height }: PagePart, out: number): string =>
  `M${x - out} ${y - out}h${width + 2 * out}v${height + 2 * out}h-${width + 2 * out}z`;

function wavesAround({ x, y, width, height }: PagePart): string {
  const across = wave(x, y, width) + wave(x, y + height, width);
  return across + upright(x, y, height) + upright(x + width, y, height);
}

/** A wavy line downwards. */
function upright(x: number, y: number, height: number): string {
  const bends = Math.max(1, Math.round(height / 2.5));
  const step = height / bends;
  return `M${x} ${y}q2 ${step / 2} 0 ${step}` + `t0 ${step}`.repeat(bends - 1);
}

/** A pen's stroke as paths along a row, in points. */
export function linesOf(stroke: Stroke, x: number, y: number, width: number): InkLine[] {
  const straight = (height: number) => `M${x} ${height}h${width}`;
  switch (stroke) {
    case 'dashed':
      return [{ d: straight(y), width: 1.1, dash: '4 2.6' }];
    case 'double':
      return [-0.9, 0.9].map((off) => ({ d: straight(y + off), width: 0.8, dash: '' }));
    case 'dotted':
      return [{ d: straight(y), width: 1.4, dash: '0 2.8' }];
    case 'wavy':
      return [{ d: wave(x, y, width), width: 0.9, dash: '' }];
    default:
      return [{ d: straight(y), width: 1.1, dash: '' }];
  }
}

/** A wavy line as a path, around a height. */
export function wave(x: number, y: number, width: number): string {
  const bends = Math.max(1, Math.round(width / 2.5));
  const step = width / bends;
  const first = `M${x} ${y}q${step / 2} -2 ${step} 0`;
  return first + `t${step} 0`.repeat(bends - 1);
}
