/** Proposals drawn in the text: a dotted line above and below, where the browser can do so. */
import type { BookView } from '../reader/book-view.ts';
import { overlap, type Span } from '../reader/spans.ts';

const NAMES = ['proposal', 'proposal-current'] as const;

export class ProposalPainter {
  #view: BookView;
  #shown = '';

  constructor(view: BookView) {
    this.#view = view;
  }

  /** Draw those near the window; the same ones again are left as they are. */
  draw(proposals: readonly Span[], current: Span | undefined): void {
    if (!('highlights' in CSS)) return;
    const sections = this.#view.near.map((index) => this.#view.book.sections[index]);
    const near = proposals.filter((one) => sections.some((part) => part && overlap(one, part)));
    const shown = `${near.map(({ start, end }) => `${start}-${end}`).join()} ${current?.start}`;
    if (shown === this.#shown) return;
    this.#shown = shown;
    const [all, one] = NAMES;
    CSS.highlights.set(all, this.#highlight(near));
    CSS.highlights.set(one, this.#highlight(current ? [current] : []));
  }

  destroy(): void {
    if ('highlights' in CSS) for (const name of NAMES) CSS.highlights.delete(name);
  }

  #highlight(spans: readonly Span[]): Highlight {
    const ranges = spans.map((span) => this.#view.map.rangeOf(span));
    return new Highlight(...ranges.filter((range) => range !== undefined));
  }
}
