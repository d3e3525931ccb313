/** What is drawn over the pictures of a text: made for those that have something to show. */
import { mount, unmount } from 'svelte';
import type { ReaderState } from '../page/reader-state.svelte.ts';
import type { AreaTool } from './area-tool.svelte.ts';
import type { Ground } from './grounds.ts';
import PictureAreas from './PictureAreas.svelte';

export class PictureLayers {
  #layers = new Map<Element, Record<string, unknown>>();
  #props: { reader: ReaderState; tool: AreaTool; chosen: () => Element | undefined };

  constructor(reader: ReaderState, tool: AreaTool, chosen: () => Element | undefined) {
    this.#props = { reader, tool, chosen };
  }

  /** Lay something over these pictures and over no others. */
  lay(grounds: readonly Ground[]): void {
    const wanted = new Map(grounds.map((ground) => [ground.of, ground]));
    for (const element of [...this.#layers.keys()]) {
      if (!wanted.has(element) || !element.isConnected) this.#takeOff(element);
    }
    for (const [element, ground] of wanted) {
      if (typeof element === 'number' || this.#layers.has(element)) continue;
      const target = element.parentElement;
      if (!target) continue;
      this.#layers.set(element, mount(PictureAreas, { target, props: { ...this.#props, ground } }));
    }
  }

  #takeOff(element: Element): void {
    const layer = this.#layers.get(element);
    this.#layers.delete(element);
    if (layer) void unmount(layer);
  }
}
