// How colours look to eyes that lack a kind of cone, and which pens they would take for one another.

import type { Pen } from '../api/types.ts';
import { parseColour, type Colour } from '../reader/colours.ts';
import { apply, toLight, toOklab, type Matrix } from './oklab.ts';

/**
 * Machado, Oliveira and Fernandes, "A Physiologically-based Model for Simulation of Color Vision
 * Deficiency", IEEE TVCG 15(6), 2009, table for severity 1.0. For linear sRGB.
 */
export const deficiencies = {
  protanopia: [
    [0.152286, 1.052583, -0.204868],
    [0.114503, 0.786281, 0.099216],
    [-0.003882, -0.048116, 1.051998],
  ],
  deuteranopia: [
    [0.367322, 0.860646, -0.227968],
    [0.280085, 0.672501, 0.047413],
    [-0.01182, 0.04294, 0.968881],
  ],
  tritanopia: [
    [1.255528, -0.076749, -0.178779],
    [-0.078411, 0.930809, 0.147602],
    [0.004733, 0.691367, 0.3039],
  ],
} as const satisfies Record<string, Matrix>;

/** What a print without colour leaves: luminance (WCAG 2.2). */
export const GREY: Matrix = [
  [0.2126, 0.7152, 0.0722],
  [0.2126, 0.7152, 0.0722],
  [0.2126, 0.7152, 0.0722],
];

const AS_IT_IS: Matrix = [
  [1, 0, 0],
  [0, 1, 0],
  [0, 0, 1],
];

/** Write a matrix as the `values` of an SVG feColorMatrix. */
export function filterValues(matrix: Matrix): string {
  return [...matrix.map((row) => `${row.join(' ')} 0 0`), '0 0 0 1 0'].join(' ');
}

/** Closer than this in OKLab, colours are hard to tell apart in thin lines. */
const NEAR = 0.1;

/** Find the pen in use whose colour is nearest to a pen's and near enough to be taken for it. */
export function findLookalike(
  pen: Pen,
  pens: readonly Pen[],
  matrix: Matrix = AS_IT_IS,
): Pen | undefined {
  const seen = oklab(parseColour(pen.colour), matrix);
  const [nearest] = pens
    .filter((other) => other.id !== pen.id && !other.retired)
    .map((other) => ({ other, apart: distance(seen, oklab(parseColour(other.colour), matrix)) }))
    .filter(({ apart }) => apart < NEAR)
    .sort((a, b) => a.apart - b.apart);
  return nearest?.other;
}

const distance = (a: Colour, b: Colour): number =>
  Math.hypot(a[0] - b[0], a[1] - b[1], a[2] - b[2]);

const oklab = (colour: Colour, seenThrough: Matrix): Colour =>
  toOklab(apply(seenThrough, toLight(colour)));
