/** Drawing a rectangle on a page or picture, by mouse, touch or keys; a pen makes a mark of it. */
import type { PagePart } from '../../api/pages.ts';
import type { WithArea } from '../../marks/annotation-index.ts';
import { areaStrings } from '../../ui/strings-areas.ts';
import type { ReaderState } from '../page/reader-state.svelte.ts';
import { asDrawn, asMarked, isWhole, type Ground, type Grounds } from './grounds.ts';
import { grown, inMiddle, moved } from './rectangles.ts';

export interface Draft {
  readonly ground: Ground;
  /** In the units of the ground. */
  readonly rectangle: PagePart;
}

/** How far a key moves, in points of the screen; with Ctrl finely. */
const STEP = 8;
const FINE_STEP = 1;

const ARROWS: Readonly<Record<string, readonly [across: number, down: number]>> = {
  ArrowLeft: [-1, 0],
  ArrowRight: [1, 0],
  ArrowUp: [0, -1],
  ArrowDown: [0, 1],
};

export class AreaTool {
  active = $state(false);
  draft = $state.raw<Draft | null>(null);
  /** The mark whose rectangle is changed; null for a new one. */
  changes = $state.raw<WithArea | null>(null);
  readonly grounds: Grounds;
  #reader: ReaderState;

  constructor(grounds: Grounds, reader: ReaderState) {
    this.grounds = grounds;
    this.#reader = reader;
  }

  /** Begin to draw, or to change the current mark, or leave that; tells whether there is a ground. */
  toggle(): boolean {
    if (this.active) this.leave();
    else if (!(this.#isPartCurrent() && this.change())) return this.#begin();
    return true;
  }

  /** Change the rectangle of the current mark, if it has one here. */
  change(): boolean {
    const { current } = this.#reader;
    const area = current?.area;
    const ground = area && this.grounds.holding(area);
    if (!current || !area || !ground) return false;
    this.active = true;
    this.changes = { ...current, area };
    this.draft = { ground, rectangle: asDrawn(ground, area.rectangle) };
    this.#reader.announcement = areaStrings.hintMove;
    return true;
  }

  /** The whole of a ground is not moved about: on it something new is drawn. */
  #isPartCurrent(): boolean {
    const { drawn, current } = this.#reader;
    if (drawn || !current?.area) return false;
    const ground = this.grounds.holding(current.area);
    return ground !== undefined && !isWhole(ground, asDrawn(ground, current.area.rectangle));
  }

  #begin(): boolean {
    const ground = this.grounds.current();
    if (!ground) return false;
    this.beginAnew();
    this.put({ ground, rectangle: inMiddle(this.grounds.seenOf(ground), ground.size) });
    this.#reader.announcement = areaStrings.drawing;
    return true;
  }

  /** What is drawn next is a new area. */
  beginAnew(): void {
    this.active = true;
    this.changes = null;
  }

  put(draft: Draft): void {
    this.draft = draft;
    if (this.changes) return;
    const { ground, rectangle } = draft;
    const { page_index, image } = ground;
    this.#reader.drawn = { page_index, image, rectangle: asMarked(ground, rectangle) };
  }

  /** Make a mark of it with the pen in the hand, or take over what was changed. */
  keep(): void {
    const { draft, changes } = this;
    const { armed, drawn } = this.#reader;
    if (draft && changes) {
      this.#reader.moveArea(changes, asMarked(draft.ground, draft.rectangle));
    } else if (draft && drawn && armed) this.#reader.markArea(drawn, armed);
    else return;
    this.#end();
  }

  leave(): void {
    this.#end();
    this.#reader.announcement = areaStrings.left;
  }

  #end(): void {
    this.active = false;
    this.draft = null;
    this.changes = null;
    this.#reader.drawn = null;
  }

  /** A pen has taken the rectangle. */
  taken(): void {
    if (this.active && !this.changes && this.draft && !this.#reader.drawn) this.#end();
  }

  /** Do what a key asks for while something is drawn; tells whether it was one of these keys. */
  press({ key, shiftKey, ctrlKey }: KeyboardEvent): boolean {
    const arrow = ARROWS[key];
    const { draft } = this;
    if (arrow && draft) {
      const step = (ctrlKey ? FINE_STEP : STEP) * draft.ground.unit;
      const change = shiftKey ? grown : moved;
      const [across, down] = [arrow[0] * step, arrow[1] * step];
      const { ground } = draft;
      this.put({ ground, rectangle: change(draft.rectangle, across, down, ground.size) });
      return true;
    }
    if (key === 'Escape') this.leave();
    else if (key === 'Enter') this.keep();
    else return false;
    return true;
  }
}
