/** Numbers in sentences. */

// Made once: a number's own `toLocaleString` looks for its language each time.
const format = new Intl.NumberFormat('en-GB');

/** A number as it is read: "20,000". */
export const figures = (n: number): string => format.format(n);

/** How many there are of something. */
export const count = (n: number, one: string, many: string): string =>
  `${figures(n)} ${n === 1 ? one : many}`;
