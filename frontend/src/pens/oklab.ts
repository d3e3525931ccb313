// Colours as eyes see them: OKLab, in which equal steps look equal.

import type { Colour } from '../reader/colours.ts';

type Row = readonly [number, number, number];
export type Matrix = readonly [Row, Row, Row];

/** Björn Ottosson, "A perceptual color space for image processing", 2020. */
const CONES: Matrix = [
  [0.4122214708, 0.5363325363, 0.0514459929],
  [0.2119034982, 0.6806995451, 0.1073969566],
  [0.0883024619, 0.2817188376, 0.6299787005],
];

const OPPONENTS: Matrix = [
  [0.2104542553, 0.793617785, -0.0040720468],
  [1.9779984951, -2.428592205, 0.4505937099],
  [0.0259040371, 0.7827717662, -0.808675766],
];

const CUBE_ROOTS: Matrix = [
  [1, 0.3963377774, 0.2158037573],
  [1, -0.1055613458, -0.0638541728],
  [1, -0.0894841775, -1.291485548],
];

const LIGHT: Matrix = [
  [4.0767416621, -3.3077115913, 0.2309699292],
  [-1.2684380046, 2.6097574011, -0.3413193965],
  [-0.0041960863, -0.7034186147, 1.707614701],
];

/** Give the linear light of a colour, each part 0 to 1. */
export const toLight = (colour: Colour): Colour => each(colour, linear);

/** Give lightness and the two opponents of linear light. */
export function toOklab(light: Colour): Colour {
  const cones = apply(
    CONES,
    each(light, (value) => Math.max(0, value)),
  );
  return apply(OPPONENTS, each(cones, Math.cbrt));
}

/** Give the colour of an OKLab value; undefined where a screen cannot show it. */
export function findColour(lab: Colour): Colour | undefined {
  const cones = each(apply(CUBE_ROOTS, lab), (value) => value ** 3);
  const parts = each(apply(LIGHT, cones), gamma);
  return parts.every((part) => part >= -0.5 && part <= 255.5)
    ? each(parts, (part) => Math.min(255, Math.max(0, Math.round(part))))
    : undefined;
}

export function apply(matrix: Matrix, [x, y, z]: Colour): Colour {
  const dot = (row: Row) => row[0] * x + row[1] * y + row[2] * z;
  return [dot(matrix[0]), dot(matrix[1]), dot(matrix[2])];
}

const each = ([x, y, z]: Colour, change: (value: number) => number): Colour => [
  change(x),
  change(y),
  change(z),
];

function linear(part: number): number {
  const value = part / 255;
  return value <= 0.04045 ? value / 12.92 : ((value + 0.055) / 1.055) ** 2.4;
}

function gamma(value: number): number {
  const part = value <= 0.0031308 ? value * 12.92 : 1.055 * value ** (1 / 2.4) - 0.055;
  return part * 255;
}
