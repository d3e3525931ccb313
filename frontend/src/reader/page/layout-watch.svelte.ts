/** Tells when what is beside the text has to be placed anew, at most once a frame. */
export class LayoutWatch {
  /** Raised when things may have moved. */
  tick = $state(0);
  #asked = false;
  #observer = new ResizeObserver(() => this.bump());

  bump(): void {
    if (this.#asked) return;
    this.#asked = true;
    requestAnimationFrame(() => {
      this.#asked = false;
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
