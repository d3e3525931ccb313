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

export function highlightPainter(view: BookView): Painter {
  const highlights = new Map<string, Highlight>();
  const drawn = new Map<number, DrawnRange[]>();
  const numbers = new Map<string, number>();
  const sheet = penSheet((pen, depth) => `::highlight(${nameOf(pen, depth)})`);

  /** Pens are numbered as they come: an id need not be a name in CSS. */
  function nameOf(pen: string, depth: number): string {
    const number = numbers.get(pen) ?? numbers.size;
    numbers.set(pen, number);
    return `mark-${number}-${depth}`;
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

  function erase(section: number): void {
    for (const { highlight, range } of drawn.get(section) ?? []) highlight.delete(range);
    drawn.delete(section);
  }

  function draw(section: number, segments: readonly Segment[]): void {
    erase(section);
    const ranges: DrawnRange[] = [];
    for (const segment of segments) {
      const range = view.map.rangeOf(segment);
      if (!range) continue;
      segment.stack.slice(0, DEEPEST).forEach(({ pen }, depth) => {
        const highlight = highlightOf(pen, depth);
        highlight.add(range);
        ranges.push({ highlight, range });
      });
    }
    drawn.set(section, ranges);
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
