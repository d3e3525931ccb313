/** Where passages stand beside which the margin has something, and when that changes. */
import type { BookView } from '../book-view.ts';
import { extentOf } from '../geometry.ts';
import type { Span } from '../spans.ts';

/** Scrolled faster than this share of the window in a frame, nobody reads the margin. */
const TOO_FAST = 0.25;

/** A passage's first and last edge, in pixels from the top of the text. */
export interface Extent {
  readonly top: number;
  readonly bottom: number;
}

export class LayoutWatch {
  /** Raised when something may stand elsewhere, at most once a frame. */
  tick = $state(0);
  /** The sections in or near the window, as of the last tick. */
  near = $state.raw<readonly number[]>([]);
  #view: BookView;
  #asked = false;
  #scrolled = 0;
  #extents = new WeakMap<Span, Extent>();
  #text = new ResizeObserver(() => this.textMoved());
  #margin = new ResizeObserver(() => this.#ask());

  constructor(view: BookView) {
    this.#view = view;
    this.#text.observe(view.root);
    void document.fonts.ready.then(() => this.textMoved());
  }

  destroy(): void {
    this.#text.disconnect();
    this.#margin.disconnect();
  }

  /** Say that passages may stand elsewhere, or other sections be near. */
  textMoved(): void {
    this.#extents = new WeakMap();
    this.#ask();
  }

  /** Watch the size of an entry of the margin; for use as an attachment. */
  watch = (entry: Element): (() => void) => {
    this.#margin.observe(entry);
    return () => this.#margin.unobserve(entry);
  };

  /** Where a passage stands; measured once until the text moves. */
  extent(span: Span): Extent {
    let extent = this.#extents.get(span);
    if (!extent) {
      const top = this.#view.root.getBoundingClientRect().top;
      const rows = extentOf(this.#view, span);
      extent = { top: (rows?.first.top ?? top) - top, bottom: (rows?.last.bottom ?? top) - top };
      this.#extents.set(span, extent);
    }
    return extent;
  }

  #ask(): void {
    if (this.#asked) return;
    this.#asked = true;
    this.#scrolled = window.scrollY;
    requestAnimationFrame(this.#look);
  }

  #look = (): void => {
    const moved = Math.abs(window.scrollY - this.#scrolled);
    if (moved > window.innerHeight * TOO_FAST) {
      this.#scrolled = window.scrollY;
      requestAnimationFrame(this.#look);
      return;
    }
    this.#asked = false;
    this.near = this.#view.near;
    this.tick++;
  };
}
