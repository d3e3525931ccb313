/** Hits and passages that are pointed at, drawn with the CSS Custom Highlight API. */
import type { BookView } from './book-view.ts';
import type { Span } from './spans.ts';

/** What the style sheet knows how to draw: one highlight each, shared by all open books. */
export type Shine = 'found' | 'found-now' | 'pointed';

export class ShinePainter {
  #view: BookView;
  #drawn = new Map<Shine, AbstractRange[]>();

  constructor(view: BookView) {
    this.#view = view;
  }

  /** Draw spans in the place of those that were drawn so before; far ones are passed over. */
  draw(shine: Shine, spans: readonly Span[]): void {
    const highlight = highlightOf(shine);
    if (!highlight) return;
    for (const range of this.#drawn.get(shine) ?? []) highlight.delete(range);
    const ranges = spans
      .map((span) => this.#view.map.rangeOf(span))
      .filter((range) => range !== undefined);
    for (const range of ranges) highlight.add(range);
    this.#drawn.set(shine, ranges);
  }

  destroy(): void {
    for (const shine of this.#drawn.keys()) this.draw(shine, []);
  }
}

/** Above the marks, the current hit above the others. */
const PRIORITY: Readonly<Record<Shine, number>> = { found: 1, pointed: 2, 'found-now': 3 };

function highlightOf(shine: Shine): Highlight | undefined {
  if (!('highlights' in CSS)) return undefined;
  let highlight = CSS.highlights.get(shine);
  if (!highlight) {
    highlight = new Highlight();
    highlight.priority = PRIORITY[shine];
    CSS.highlights.set(shine, highlight);
  }
  return highlight;
}
