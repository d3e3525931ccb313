/**
 * Unicode code points and UTF-16 units within one string.
 *
 * The program counts code points, the browser UTF-16 units. They differ only
 * in strings with characters outside the Basic Multilingual Plane, so every
 * function first looks whether there are any.
 */

const SURROGATE = /[\ud800-\udfff]/;
const HIGH = /[\ud800-\udbff][\udc00-\udfff]/y;

/** Whether code points and units differ in this string. */
export const hasAstral = (text: string): boolean => SURROGATE.test(text);

/** The length of a string in code points; a lone surrogate counts as one. */
export function pointLength(text: string): number {
  return hasAstral(text) ? pointsBefore(text, text.length) : text.length;
}

/** How many code points stand before the unit `units`; half of a pair counts as not begun. */
export function pointsBefore(text: string, units: number): number {
  const until = Math.min(units, text.length);
  if (!hasAstral(text)) return until;
  let points = 0;
  for (let at = widthAt(text, 0); at <= until && points < until; at += widthAt(text, at)) {
    points++;
  }
  return points;
}

/** How many units the first `points` code points take. */
export function unitsBefore(text: string, points: number): number {
  if (!hasAstral(text)) return Math.min(points, text.length);
  let units = 0;
  for (let left = points; left > 0 && units < text.length; left--) units += widthAt(text, units);
  return units;
}

/** The part of a string from code point `start` up to code point `end`. */
export function slicePoints(text: string, start: number, end: number): string {
  return text.slice(unitsBefore(text, start), unitsBefore(text, end));
}

function widthAt(text: string, unit: number): number {
  HIGH.lastIndex = unit;
  return HIGH.test(text) ? 2 : 1;
}
