/** What pages are called: by their printed numbers, else the file's labels, else counted. */
import type { SourceView } from '../../api/types.ts';
import { pageAt, pageStarts } from '../../marks/places.ts';

type Numbered = Pick<SourceView, 'pinpoints' | 'pages'>;

/** The name of each page, in their order. */
export function pageNames(source: Numbered, count: number): string[] {
  const names = Array.from({ length: count }, (_, i) => source.pages[i]?.label || String(i + 1));
  const printed = new Set<number>();
  for (const { label, start } of pageStarts(source)) {
    const page = pageAt(source.pages, start)?.index;
    if (page === undefined || printed.has(page)) continue;
    printed.add(page);
    names[page] = label;
  }
  return names;
}

/** The page that is asked for by its name, or counted from 1; undefined where there is none. */
export function findPage(names: readonly string[], asked: string): number | undefined {
  const wanted = asked.trim().toLowerCase();
  const named = names.findIndex((name) => name.toLowerCase() === wanted);
  if (named >= 0) return named;
  const counted = /^\d+$/.test(wanted) ? Number(wanted) - 1 : -1;
  return counted >= 0 && counted < names.length ? counted : undefined;
}
