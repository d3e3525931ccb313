/** Pens on printed pages: the ground is white paper with black type, whatever the theme. */
import type { Stroke } from '../../api/types.ts';
import { cssColour, fillColour, lineColour, parseColour, type Ground } from '../colours.ts';
import { wave } from './page-marks.ts';

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
