/** How wide the window, or the part of it that a source is read in, is. */
import type { Attachment } from 'svelte/attachments';

export class PaneSize {
  /** In pixels. */
  #width = $state(window.innerWidth);

  /** Too narrow for a margin: the current mark's words are in a sheet at the foot. */
  readonly isNarrow = $derived(this.#width <= 860);
  /** Too narrow for contents and pens beside the text. */
  readonly isMiddling = $derived(this.#width <= 1160);
  /** Wide enough for text, pages and the margin. */
  readonly isRoomy = $derived(this.#width >= 1640);

  /** Measure an element as wide as the room there is. */
  readonly of: Attachment<HTMLElement> = (element) => {
    const measure = () => (this.#width = element.getBoundingClientRect().width);
    measure();
    const watch = new ResizeObserver(measure);
    watch.observe(element);
    return () => watch.disconnect();
  };
}
