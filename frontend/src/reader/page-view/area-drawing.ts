/** What the pointer does while an area is drawn, moved or sized: before all else on the pages. */
import type { AreaTool, Draft } from './area-tool.svelte.ts';
import type { Desk } from './desk.svelte.ts';
import {
  between,
  cornerOf,
  CORNERS,
  holds,
  isLargeEnough,
  moved,
  opposite,
  type Corner,
  type Point,
} from './rectangles.ts';

interface Grip {
  readonly pointer: number;
  readonly page: number;
  /** Where it began, in points of the page. */
  readonly from: Point;
  /** What it makes of the rectangle when the pointer is at a place. */
  readonly drag: (to: Point) => Draft['rectangle'];
}

export class AreaDrawing {
  #root: HTMLElement;
  #desk: Desk;
  #tool: AreaTool;
  #grip: Grip | undefined;
  #stop = new AbortController();

  constructor(root: HTMLElement, desk: Desk, tool: AreaTool) {
    this.#root = root;
    this.#desk = desk;
    this.#tool = tool;
    const options = { signal: this.#stop.signal, capture: true };
    root.addEventListener('pointerdown', (event) => this.#press(event), options);
    root.addEventListener('pointermove', (event) => this.#move(event), options);
    root.addEventListener('pointerup', (event) => this.#release(event), options);
    root.addEventListener('pointercancel', () => (this.#grip = undefined), options);
    root.addEventListener('click', (event) => this.#click(event), options);
  }

  destroy(): void {
    this.#stop.abort();
  }

  #press(event: PointerEvent): void {
    const { target, button, pointerId } = event;
    if (button !== 0 || !(target instanceof Element) || !target.closest('.sheet')) return;
    const corner = CORNERS[Number(target.getAttribute('data-corner') ?? NaN)];
    if (corner && !this.#tool.active) this.#tool.change();
    if (!this.#tool.active) return;
    event.preventDefault();
    event.stopPropagation();
    this.#root.setPointerCapture(pointerId);
    this.#root.focus({ preventScroll: true });
    const page = this.#pageAt(event);
    const from = this.#pointOn(page, event);
    this.#grip = { pointer: pointerId, page, from, drag: this.#dragFrom(page, from, corner) };
  }

  /** Size by a corner, move what is there, or begin anew beside it. */
  #dragFrom(page: number, from: Point, corner: Corner | undefined): Grip['drag'] {
    const size = this.#tool.sizeOf(page);
    const { draft } = this.#tool;
    const old = draft?.page === page ? draft.rectangle : undefined;
    if (old && corner) {
      const fixed = cornerOf(old, opposite(corner));
      return (to) => between(fixed, to, size);
    }
    if (old && holds(old, from)) {
      return (to) => moved(old, to.x - from.x, to.y - from.y, size);
    }
    this.#tool.beginAnew();
    return (to) => between(from, to, size);
  }

  #move(event: PointerEvent): void {
    if (!this.#tool.active) return;
    event.stopPropagation();
    const grip = this.#grip;
    if (grip?.pointer !== event.pointerId) return;
    const to = this.#pointOn(grip.page, event);
    if (Math.hypot(to.x - grip.from.x, to.y - grip.from.y) * this.#desk.scale < 3) return;
    const rectangle = grip.drag(to);
    if (isLargeEnough(rectangle)) this.#tool.put({ page: grip.page, rectangle });
  }

  #release(event: PointerEvent): void {
    if (!this.#tool.active) return;
    event.stopPropagation();
    if (this.#grip) this.#tool.keep();
    this.#grip = undefined;
    this.#released = event.timeStamp;
  }

  #released = -Infinity;

  /** The click that follows is no wish to take up what lies there. */
  #click(event: MouseEvent): void {
    if (this.#tool.active || event.timeStamp - this.#released < 50) event.stopPropagation();
  }

  #pageAt({ clientX, clientY }: PointerEvent): number {
    const { x, y } = this.#onDesk(clientX, clientY);
    return this.#desk.nearestTo(x, y)?.index ?? this.#desk.current;
  }

  #pointOn(page: number, { clientX, clientY }: PointerEvent): Point {
    const { x, y } = this.#onDesk(clientX, clientY);
    const { left, top } = this.#desk.layout.pages[page] ?? { left: 0, top: 0 };
    return { x: (x - left) / this.#desk.scale, y: (y - top) / this.#desk.scale };
  }

  #onDesk(clientX: number, clientY: number): Point {
    const { left, top } = this.#root.getBoundingClientRect();
    const x = clientX - left + this.#root.scrollLeft;
    return { x, y: clientY - top + this.#root.scrollTop };
  }
}
