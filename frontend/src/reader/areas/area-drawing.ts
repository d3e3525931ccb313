/** What the pointer does while an area is drawn, moved or sized: before all else there. */
import type { PagePart } from '../../api/pages.ts';
import type { AreaTool } from './area-tool.svelte.ts';
import type { Ground } from './grounds.ts';
import {
  between,
  cornerNear,
  cornerOf,
  CORNERS,
  holds,
  isLargeEnough,
  moved,
  opposite,
  type Corner,
  type Point,
} from './rectangles.ts';

/** How far from a corner a finger may be, and how far one drags before it counts, in pixels. */
const REACH = 24;
const DRAGGED = 3;

interface Grip {
  readonly pointer: number;
  readonly ground: Ground;
  /** Where it began, in pixels of the window. */
  readonly from: Point;
  /** What it makes of the rectangle when the pointer is at a place of the ground. */
  readonly drag: (to: Point) => PagePart;
}

interface Options {
  /** Whether a mouse or pen draws also before the tool has been taken up. */
  readonly atOnce: boolean;
  /** What has the keys while something is drawn on a ground. */
  readonly focus: (ground: Ground) => void;
}

export class AreaDrawing {
  #root: HTMLElement;
  #tool: AreaTool;
  #options: Options;
  #grip: Grip | undefined;
  #stop = new AbortController();

  constructor(root: HTMLElement, tool: AreaTool, options: Options) {
    this.#root = root;
    this.#tool = tool;
    this.#options = options;
    const listening = { signal: this.#stop.signal, capture: true };
    root.addEventListener('pointerdown', (event) => this.#press(event), listening);
    root.addEventListener('pointermove', (event) => this.#move(event), listening);
    root.addEventListener('pointerup', (event) => this.#release(event), listening);
    root.addEventListener('pointercancel', () => (this.#grip = undefined), listening);
    root.addEventListener('click', (event) => this.#click(event), listening);
    root.addEventListener('contextmenu', (event) => this.#hold(event), listening);
  }

  destroy(): void {
    this.#stop.abort();
  }

  #press(event: PointerEvent): void {
    const { target, button } = event;
    if (button !== 0 || this.#grip || !(target instanceof Element)) return;
    const ground = this.#tool.grounds.under(event);
    if (!ground || target.closest('button, .offer')) return;
    const corner = CORNERS[Number(target.getAttribute('data-corner') ?? NaN)];
    if (corner && !this.#tool.active) this.#tool.change();
    const atOnce = this.#options.atOnce && event.pointerType !== 'touch';
    if (this.#tool.active || atOnce) this.#take(event, ground, corner);
  }

  #take(event: PointerEvent, ground: Ground, gripped: Corner | undefined): void {
    const { pointerId: pointer, pointerType, clientX: x, clientY: y } = event;
    event.preventDefault();
    event.stopPropagation();
    // Before anything is drawn it may be a click, which is the picture's own.
    if (this.#tool.active) this.#root.setPointerCapture(pointer);
    this.#options.focus(ground);
    const at = this.#tool.grounds.pointOn(ground, event);
    const corner = gripped ?? this.#cornerAt(ground, at, pointerType);
    this.#grip = { pointer, ground, from: { x, y }, drag: this.#dragFrom(ground, at, corner) };
  }

  /** A finger need not hit a corner of what is drawn, a mouse does. */
  #cornerAt(ground: Ground, at: Point, pointerType: string): Corner | undefined {
    const { draft } = this.#tool;
    if (pointerType !== 'touch' || draft?.ground.of !== ground.of) return undefined;
    // A point of the screen is 4/3 of a pixel.
    return cornerNear(draft.rectangle, at, REACH * 0.75 * ground.unit);
  }

  /** Size by a corner, move what is there, or begin anew beside it. */
  #dragFrom(ground: Ground, from: Point, corner: Corner | undefined): Grip['drag'] {
    const { size } = ground;
    const { draft } = this.#tool;
    const old = draft?.ground.of === ground.of ? draft.rectangle : undefined;
    if (old && corner) {
      const fixed = cornerOf(old, opposite(corner));
      return (to) => between(fixed, to, size);
    }
    if (old && holds(old, from)) {
      return (to) => moved(old, to.x - from.x, to.y - from.y, size);
    }
    return (to) => {
      this.#tool.beginAnew();
      return between(from, to, size);
    };
  }

  #move(event: PointerEvent): void {
    const grip = this.#grip;
    if (!this.#tool.active && !grip) return;
    event.stopPropagation();
    if (grip?.pointer !== event.pointerId) return;
    const { clientX, clientY } = event;
    if (Math.hypot(clientX - grip.from.x, clientY - grip.from.y) < DRAGGED) return;
    this.#root.setPointerCapture(event.pointerId);
    const rectangle = grip.drag(this.#tool.grounds.pointOn(grip.ground, event));
    if (isLargeEnough(rectangle)) this.#tool.put({ ground: grip.ground, rectangle });
  }

  #release(event: PointerEvent): void {
    const grip = this.#grip;
    this.#grip = undefined;
    if (!this.#tool.active) return;
    event.stopPropagation();
    if (grip) this.#tool.keep();
    this.#released = event.timeStamp;
  }

  #released = -Infinity;

  /** The click that follows is no wish to take up what lies there. */
  #click(event: MouseEvent): void {
    if (event.target instanceof Element && event.target.closest('button, .offer')) return;
    const isOnGround = this.#tool.grounds.under(event) !== undefined;
    const ofDrawing = event.timeStamp - this.#released < 50;
    if (ofDrawing || (this.#tool.active && isOnGround)) event.stopPropagation();
  }

  /** A finger that rests before it draws asks for no menu. */
  #hold(event: Event): void {
    if (this.#grip && this.#tool.active) event.preventDefault();
  }
}
