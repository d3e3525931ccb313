/**
 * Marks drawn with the CSS Custom Highlight API: the text's elements stay as they are.
 *
 * There is one Highlight for each pen and depth, holding the ranges of the
 * sections near the window only: registering all of 20,000 marks makes each
 * new one cost 58 ms.
 */
import type { BookView } from './book-view.ts';
import type { Painter } from './painter.ts';
import { penSheet } from './pen-sheet.ts';
import { DEEPEST, type Segment } from './segments.ts';

interface DrawnRange {
  highlight: Highlight;
  range: StaticRange;
}

/** Two books may be open: the names of their highlights differ. */
let painters = 0;

export function highlightPainter(view: BookView): Painter {
  const painter = ++painters;
  const highlights = new Map<string, Highlight>();
  /** What is drawn, by section and by how it looks. */
  const drawn = new Map<number, Map<string, DrawnRange[]>>();
  const numbers = new Map<string, number>();
  const sheet = penSheet((pen, depth) => `::highlight(${nameOf(pen, depth)})`);

  /** Pens are numbered as they come: an id need not be a name in CSS. */
  function nameOf(pen: string, depth: number): string {
    const number = numbers.get(pen) ?? numbers.size;
    numbers.set(pen, number);
    return `mark-${painter}-${number}-${depth}`;
  }

  function highlightOf(pen: string, depth: number): Highlight {
    const name = nameOf(pen, depth);
    let highlight = highlights.get(name);
    if (!highlight) {
      highlight = new Highlight();
      highlights.set(name, highlight);
      CSS.highlights.set(name, highlight);
    }
    return highlight;
  }

  function remove(ranges: readonly DrawnRange[]): void {
    for (const { highlight, range } of ranges) highlight.delete(range);
  }

  function erase(section: number): void {
    for (const ranges of drawn.get(section)?.values() ?? []) remove(ranges);
    drawn.delete(section);
  }

  /** What is drawn already is left alone: every range that changes is painted anew. */
  function draw(section: number, segments: readonly Segment[]): void {
    const before = drawn.get(section) ?? new Map<string, DrawnRange[]>();
    const after = new Map<string, DrawnRange[]>();
    for (const segment of segments) {
      const look = lookOf(segment);
      after.set(look, before.get(look) ?? add(segment));
    }
    for (const [look, ranges] of before) if (!after.has(look)) remove(ranges);
    drawn.set(section, after);
  }

  function add(segment: Segment): DrawnRange[] {
    const range = view.map.rangeOf(segment);
    if (!range) return [];
    return segment.stack.slice(0, DEEPEST).map(({ pen }, depth) => {
      const highlight = highlightOf(pen, depth);
      highlight.add(range);
      return { highlight, range };
    });
  }

  return {
    draw,
    erase,
    dress: sheet.dress,
    destroy() {
      for (const name of highlights.keys()) CSS.highlights.delete(name);
      sheet.remove();
    },
  };
}

/** Two segments that look alike are the same to the eye. */
const lookOf = ({ start, end, stack }: Segment): string =>
  `${start} ${end} ${stack.map(({ pen }) => pen).join(' ')}`;
