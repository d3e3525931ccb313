/** Components over the pictures of a text: made for those that have something to show. */
import { unmount } from 'svelte';
import type { Ground } from './grounds.ts';

type Mounted = Record<string, unknown>;

export class PictureLayers {
  #layers = new Map<Element, Mounted>();
  #mount: (target: Element, ground: Ground) => Mounted;

  /** `mount` puts the component for a picture into its frame. */
  constructor(mount: (target: Element, ground: Ground) => Mounted) {
    this.#mount = mount;
  }

  /** Lay it over these pictures and over no others. */
  lay(grounds: readonly Ground[]): void {
    const wanted = new Map(grounds.map((ground) => [ground.of, ground]));
    for (const element of [...this.#layers.keys()]) {
      if (!wanted.has(element) || !element.isConnected) this.#takeOff(element);
    }
    for (const [element, ground] of wanted) {
      if (typeof element === 'number' || this.#layers.has(element)) continue;
      const target = element.parentElement;
      if (target) this.#layers.set(element, this.#mount(target, ground));
    }
  }

  #takeOff(element: Element): void {
    const layer = this.#layers.get(element);
    this.#layers.delete(element);
    if (layer) void unmount(layer);
  }
}
