/** Tells when what is beside the text has to be placed anew, at most once a frame. */
import type { BookView } from '../book-view.ts';

export class LayoutWatch {
  /** Raised when things may have moved. */
  tick = $state(0);
  /** The sections in or near the window, as of the last tick. */
  near = $state.raw<readonly number[]>([]);
  #view: BookView;
  #asked = false;
  #observer = new ResizeObserver(() => this.bump());

  constructor(view: BookView) {
    this.#view = view;
    this.#observer.observe(view.root);
  }

  /** Say that things may have moved, whatever the reasons. */
  bump(..._reasons: unknown[]): void {
    if (this.#asked) return;
    this.#asked = true;
    requestAnimationFrame(() => {
      this.#asked = false;
      this.near = this.#view.near;
      this.tick++;
    });
  }

  /** Watch an element's size; for use as an attachment. */
  watch = (element: Element): (() => void) => {
    this.#observer.observe(element);
    return () => this.#observer.unobserve(element);
  };

  destroy(): void {
    this.#observer.disconnect();
  }
}
