/** Drawing a rectangle on a page, by mouse, touch or keys; a pen makes a mark of it. */
import type { AreaMark } from '../../api/areas.ts';
import type { PagePart, PageSize } from '../../api/pages.ts';
import type { WithArea } from '../../marks/annotation-index.ts';
import { areaStrings } from '../../ui/strings-areas.ts';
import type { ReaderState } from '../page/reader-state.svelte.ts';
import type { Desk } from './desk.svelte.ts';
import { grown, inMiddle, isLargeEnough, moved } from './rectangles.ts';

export interface Draft {
  readonly page: number;
  readonly rectangle: PagePart;
}

/** How far a key moves, in points; with Ctrl finely. */
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
  #desk: Desk;
  #reader: ReaderState;

  constructor(desk: Desk, reader: ReaderState) {
    this.#desk = desk;
    this.#reader = reader;
  }

  toggle(): void {
    if (this.active) this.leave();
    else if (!this.change()) this.#begin();
  }

  /** Change the rectangle of the current mark, if it has one on a page. */
  change(): boolean {
    const { current } = this.#reader;
    const area = current?.area;
    if (!current || !area || !this.isHere(area)) return false;
    this.active = true;
    this.changes = { ...current, area };
    this.draft = { page: area.page_index, rectangle: area.rectangle };
    this.#reader.announcement = areaStrings.hintMove;
    return true;
  }

  /** Whether an area is one of these pages. */
  isHere = ({ image, edition }: AreaMark): boolean =>
    image === '' && edition === this.#reader.source.edition;

  sizeOf = (page: number): PageSize => this.#desk.sizes[page] ?? { width: 1, height: 1 };

  #begin(): void {
    this.active = true;
    this.changes = null;
    const page = this.#desk.current;
    this.put({ page, rectangle: inMiddle(this.#desk.seenOf(page)) });
    this.#reader.announcement = areaStrings.drawing;
  }

  /** What is drawn next is a new area. */
  beginAnew(): void {
    this.changes = null;
  }

  put(draft: Draft): void {
    this.draft = draft;
    if (this.changes) return;
    const { page: page_index, rectangle } = draft;
    this.#reader.drawn = isLargeEnough(rectangle) ? { page_index, rectangle } : null;
  }

  /** Make a mark of it with the pen in the hand, or take over what was changed. */
  keep(): void {
    const { draft, changes } = this;
    const { armed, drawn } = this.#reader;
    if (draft && changes) this.#reader.moveArea(changes, draft.rectangle);
    else if (drawn && armed) this.#reader.markArea(drawn, armed);
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
      const step = ctrlKey ? FINE_STEP : STEP;
      const change = shiftKey ? grown : moved;
      const [across, down] = [arrow[0] * step, arrow[1] * step];
      const rectangle = change(draft.rectangle, across, down, this.sizeOf(draft.page));
      this.put({ page: draft.page, rectangle });
      return true;
    }
    if (key === 'Escape') this.leave();
    else if (key === 'Enter') this.keep();
    else return false;
    return true;
  }
}
