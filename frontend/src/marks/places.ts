/** Naming a place in a source as a reader would cite it. */
import type { Heading, Page, Pinpoint, SourceView } from '../api/types.ts';
import type { PageStart } from '../reader/inline.ts';
import { lastStartingBefore } from '../reader/spans.ts';

/** Schemes in the order in which one is cited; star pages come first in a report. */
const SCHEMES = ['star-page', 'printed-page', 'paragraph', 'epub-page', 'pdf-label', 'line'];

type Numbered = Pick<SourceView, 'pinpoints' | 'pages' | 'preferred_scheme'>;

const kindOf = ({ scheme }: Pinpoint) => scheme.split(':')[0] ?? scheme;

/** The pinpoints of the scheme that a source is cited by: the reader's own choice first. */
function citedBy({ pinpoints, preferred_scheme }: Numbered): {
  scheme: string;
  places: Pinpoint[];
} {
  const preferred = pinpoints.filter(({ scheme }) => scheme === preferred_scheme);
  if (preferred[0]) return { scheme: kindOf(preferred[0]), places: preferred };
  for (const scheme of SCHEMES) {
    const places = pinpoints.filter((pinpoint) => kindOf(pinpoint) === scheme);
    if (places.some(({ label }) => label !== '')) return { scheme, places };
  }
  return { scheme: '', places: [] };
}

/** Name the place of an offset: "214", "*425", "¶ 12", "14:3"; "" where nothing is numbered. */
export function pinpointAt(source: Numbered, offset: number): string {
  const { scheme, places } = citedBy(source);
  const place = places[lastStartingBefore(places, offset)];
  if (!place || place.start > offset || place.label === '')
    return pageAt(source.pages, offset)?.label ?? '';
  if (scheme === 'line') return place.part ? `${place.part}:${place.label}` : `l. ${place.label}`;
  if (scheme === 'star-page') return `*${place.label}`;
  return scheme === 'paragraph' ? `¶ ${place.label}` : place.label;
}

/** The page an offset lies on; undefined where there are none. */
export function pageAt(pages: readonly Page[], offset: number): Page | undefined {
  const page = pages[lastStartingBefore(pages, offset)];
  return page && page.start <= offset ? page : undefined;
}

/** The heading an offset stands under; undefined before the first. Of several in one place the last. */
export function headingAt(contents: readonly Heading[], offset: number): Heading | undefined {
  // Contents that a file declares need not be in the order of the text.
  let found: Heading | undefined;
  for (const heading of contents) {
    if (heading.start <= offset && heading.start >= (found?.start ?? 0)) found = heading;
  }
  return found;
}

/** What is shown in the margin where a page begins: printed numbers, else the file's own. */
export function pageStarts({ pinpoints, pages }: Numbered): PageStart[] {
  const printed = pinpoints.filter(
    (pinpoint) => kindOf(pinpoint) === 'printed-page' && pinpoint.label !== '',
  );
  if (printed.length > 0) return firstOfEach(printed);
  if (pinpoints.some((pinpoint) => kindOf(pinpoint) === 'star-page')) return [];
  return pages.map(({ index, label, start }) => ({ label: label || String(index + 1), start }));
}

/** A page's notes follow its text, on which the next page may begin: it is named once only. */
function firstOfEach(pinpoints: readonly Pinpoint[]): PageStart[] {
  const seen = new Set<string>();
  return pinpoints.flatMap(({ part, label, start }) => {
    const name = `${part} ${label}`;
    if (seen.has(name)) return [];
    seen.add(name);
    return [{ label, start }];
  });
}

/** The scheme that a sign before a number asks for; a bare number is no footnote's and no line's. */
function kindAsked(asked: string): string {
  if (asked.includes('¶')) return 'paragraph';
  if (asked.includes('*')) return 'star-page';
  if (/^\s*(?:ll?\.|lines?\b)\s*\d|\S:\s*\d+\s*$/iu.test(asked)) return 'line';
  return /^\s*(?:nn?\.|note)\s*\d/iu.test(asked) ? 'footnote' : '';
}

const ASIDES: ReadonlySet<string> = new Set(['footnote', 'line']);

/** What a reader types for a pinpoint: lines that are counted on each page go by page and line. */
const nameAsked = (each: Pinpoint): string =>
  kindOf(each) === 'line' && each.part && each.label ? `${each.part}:${each.label}` : each.label;

/** Find the place that a reader asks for by number: "214", "¶ 12", "*425", "n. 7", "14:3". */
export function findPlace(source: Numbered, asked: string): number | undefined {
  const label = asked
    .trim()
    .toLowerCase()
    .replace(/^(?:\*|¶|§|pp?\.?|page|para\.?|nn?\.|note|ll?\.|lines?)\s*/u, '')
    .replace(/:\s+/u, ':');
  if (label === '') return undefined;
  const wanted = kindAsked(asked);
  const pinpoint = source.pinpoints.find(
    (each) =>
      nameAsked(each).toLowerCase() === label &&
      (wanted === '' ? !ASIDES.has(kindOf(each)) : kindOf(each) === wanted),
  );
  if (pinpoint) return pinpoint.start;
  const matches = (text: string) => text.toLowerCase() === label;
  const page = source.pages.find((each) => matches(each.label || String(each.index + 1)));
  return page?.start;
}
