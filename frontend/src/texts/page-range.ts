/** Read pages as a reader counts them ("3-7, 12") as indices from 0. */
export function readPageRange(range: string): Set<number> {
  const pages = new Set<number>();
  for (const [, first = '', last = first] of range.matchAll(/(\d+)(?:-(\d+))?/g)) {
    for (let page = Number(first); page <= Number(last); page++) pages.add(page - 1);
  }
  return pages;
}
