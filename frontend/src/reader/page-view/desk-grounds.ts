/** The pages on the desk as what areas are drawn on. */
import type { AreaMark } from '../../api/areas.ts';
import type { Ground, Grounds } from '../areas/grounds.ts';
import type { Point } from '../areas/rectangles.ts';
import type { Desk } from './desk.svelte.ts';

export class DeskGrounds implements Grounds {
  #desk: Desk;
  #edition: string | null;
  #root: () => HTMLElement | undefined;

  /** `root` gives the element that scrolls, once it is there. */
  constructor(desk: Desk, edition: string | null, root: () => HTMLElement | undefined) {
    this.#desk = desk;
    this.#edition = edition;
    this.#root = root;
  }

  current = (): Ground => this.#page(this.#desk.current);

  seenOf = ({ page_index }: Ground) => this.#desk.seenOf(page_index);

  holding = ({ image, edition, page_index }: AreaMark): Ground | undefined =>
    image === '' && edition === this.#edition ? this.#page(page_index) : undefined;

  under = (event: MouseEvent): Ground | undefined => {
    if (!(event.target instanceof Element && event.target.closest('.sheet'))) return undefined;
    const { x, y } = this.#onDesk(event);
    return this.#page(this.#desk.nearestTo(x, y)?.index ?? this.#desk.current);
  };

  pointOn = ({ page_index }: Ground, event: MouseEvent): Point => {
    const { x, y } = this.#onDesk(event);
    const { left, top } = this.#desk.layout.pages[page_index] ?? { left: 0, top: 0 };
    return { x: (x - left) / this.#desk.scale, y: (y - top) / this.#desk.scale };
  };

  #page(index: number): Ground {
    const size = this.#desk.sizes[index] ?? { width: 1, height: 1 };
    return { of: index, size, unit: 1, page_index: index, image: '', origin: { x: 0, y: 0 } };
  }

  #onDesk({ clientX, clientY }: MouseEvent): Point {
    const root = this.#root();
    if (!root) return { x: 0, y: 0 };
    const { left, top } = root.getBoundingClientRect();
    return { x: clientX - left + root.scrollLeft, y: clientY - top + root.scrollTop };
  }
}
