/** Where passages stand beside which the margin has something, and when that changes. */
import type { BookView } from '../book-view.ts';
import { extentOf, spanBetween } from '../geometry.ts';
import type { Span } from '../spans.ts';

/** Scrolled faster than this share of the window in a frame, nobody reads the margin. */
const TOO_FAST = 0.25;
/** How many window heights above and below the window the margin is made. */
const BEYOND = 0.75;
/** When less than this is left of it, it is made anew around the window. */
const LEFT = 0.25;
const NOWHERE: Span = { start: 0, end: 0 };

/** A passage's first and last edge, in pixels from the top of the text. */
export interface Extent {
  readonly top: number;
  readonly bottom: number;
}

export class LayoutWatch {
  /** Raised when something may stand elsewhere, at most once a frame. */
  tick = $state(0);
  /** The part of the text beside which the margin is made, as of the last tick. */
  band = $state.raw(NOWHERE);
  #view: BookView;
  #asked = false;
  #scrolled = 0;
  /** How far the page has been scrolled since the last look, in pixels. */
  #speed = 0;
  /** Where the page was scrolled to when the band was made. */
  #bandAt = 0;
  #extents = new WeakMap<Span, Extent>();
  #stop: () => void;
  #text = new ResizeObserver(() => this.textMoved());
  #margin = new ResizeObserver(() => this.#ask());

  constructor(view: BookView) {
    this.#view = view;
    this.#text.observe(view.root);
    void document.fonts.ready.then(() => this.textMoved());
    this.#stop = view.port.onScroll(this.#scroll);
  }

  destroy(): void {
    this.#stop();
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

  #scroll = (): void => {
    const { scrolled, height } = this.#view.port;
    this.#speed += Math.abs(scrolled - this.#scrolled);
    this.#scrolled = scrolled;
    if (Math.abs(scrolled - this.#bandAt) > height * (BEYOND - LEFT)) this.#ask();
  };

  #ask(): void {
    if (this.#asked) return;
    this.#asked = true;
    requestAnimationFrame(this.#look);
  }

  #look = (): void => {
    const isTooFast = this.#speed > this.#view.port.height * TOO_FAST;
    this.#speed = 0;
    if (isTooFast) {
      requestAnimationFrame(this.#look);
      return;
    }
    this.#asked = false;
    this.#bandAt = this.#view.port.scrolled;
    const { height } = this.#view.port;
    const span = spanBetween(this.#view, -height * BEYOND, height * (1 + BEYOND)) ?? NOWHERE;
    if (span.start !== this.band.start || span.end !== this.band.end) this.band = span;
    this.tick++;
  };
}
