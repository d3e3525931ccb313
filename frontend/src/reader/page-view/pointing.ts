/** What the pointer does on pages: select by mouse, take marks up, point at them. */
import { newestFirst } from '../segments.ts';
import type { WithArea } from '../../marks/annotation-index.ts';
import { selectedSpan } from '../../marks/selection.ts';
import type { ReaderState } from '../page/reader-state.svelte.ts';
import type { AreaTool } from '../areas/area-tool.svelte.ts';
import type { Desk } from './desk.svelte.ts';
import type { PageWords } from './page-words.ts';
import { smallestAt } from '../areas/rectangles.ts';
import type { PageSelection } from './selecting.ts';
import type { WordsStore } from './words-store.ts';

/** Further than this the pointer is dragged, in pixels. */
const DRAGGED = 3;
/** Nearer to the edge the desk scrolls while something is selected. */
const EDGE = 28;

interface Parts {
  desk: Desk;
  store: WordsStore;
  selection: PageSelection;
  reader: ReaderState;
  tool: AreaTool;
}

interface Spot {
  page: number;
  /** In points. */
  x: number;
  y: number;
  words: PageWords;
}

export class Pointing {
  #root: HTMLElement;
  #parts: Parts;
  #from: { x: number; y: number } | undefined;
  #stop = new AbortController();

  constructor(root: HTMLElement, parts: Parts) {
    this.#root = root;
    this.#parts = parts;
    const { signal } = this.#stop;
    root.addEventListener('pointerdown', (event) => this.#press(event), { signal });
    root.addEventListener('pointermove', (event) => this.#move(event), { signal });
    root.addEventListener('pointerup', (event) => this.#release(event), { signal });
    root.addEventListener('pointercancel', () => this.#end(), { signal });
    root.addEventListener('pointerleave', () => (parts.reader.linkedId = null), { signal });
    root.addEventListener('mousedown', (event) => this.#keepSelecting(event), { signal });
    root.addEventListener('click', (event) => this.#click(event), { signal });
  }

  destroy(): void {
    this.#stop.abort();
  }

  /** The browser must not begin a selection of its own by mouse. */
  #keepSelecting(event: MouseEvent): void {
    if (event.button !== 0 || !this.#isOnPage(event.target)) return;
    event.preventDefault();
    this.#root.focus({ preventScroll: true });
  }

  #press(event: PointerEvent): void {
    if (event.pointerType === 'touch' || event.button !== 0) return;
    if (!this.#isOnPage(event.target)) return;
    const spot = this.#spotAt(event.clientX, event.clientY);
    if (!spot) return;
    const { selection, desk } = this.#parts;
    const offset = spot.words.offsetAt(spot.x, spot.y);
    if (offset === undefined) return;
    if (event.shiftKey && selectedSpan(this.#parts.reader.view)) return;
    this.#from = { x: event.clientX, y: event.clientY };
    selection.begin(spot.page, offset);
    desk.pin(spot.page, spot.page);
  }

  #move(event: PointerEvent): void {
    const spot = this.#spotAt(event.clientX, event.clientY);
    if (!this.#from) {
      this.#point(spot);
      return;
    }
    if (!spot || !this.#isDragged(event)) return;
    const { selection, desk } = this.#parts;
    const offset = spot.words.offsetAt(spot.x, spot.y);
    if (offset === undefined) return;
    this.#root.setPointerCapture(event.pointerId);
    desk.pin(selection.begunOn ?? spot.page, spot.page);
    selection.extend(spot.page, offset);
    this.#scrollAtEdge(event.clientY);
  }

  #release(event: PointerEvent): void {
    const dragged = this.#from && this.#isDragged(event);
    this.#end();
    const { reader } = this.#parts;
    const span = dragged ? selectedSpan(reader.view) : undefined;
    if (span && reader.armed) reader.mark(span, reader.armed);
  }

  /** A click takes up the mark there; a double click selects the word. */
  #click(event: MouseEvent): void {
    if (event.target instanceof Element && event.target.closest('.offer')) return;
    const spot = this.#spotAt(event.clientX, event.clientY);
    const { reader, selection } = this.#parts;
    if (!spot || selectedSpan(reader.view)) return;
    const word = spot.words.wordAt(spot.x, spot.y);
    if (event.detail === 2 && word) selection.select(spot.page, word);
    else if (event.detail === 1) this.#take(spot, word !== undefined);
  }

  /** Take up the words' mark there, else that on the area, else let go of the current one. */
  #take(spot: Spot, onWord: boolean): void {
    const { reader } = this.#parts;
    const offset = onWord ? (spot.words.offsetAt(spot.x, spot.y) ?? -1) : -1;
    const area = this.#areaAt(spot);
    const onMark = onWord && reader.marking.index.at(offset).length > 0;
    if (area && !onMark) reader.take(area);
    else if (onWord) reader.pick(offset);
  }

  #areaAt({ page, x, y }: Spot): WithArea | undefined {
    const { reader, tool } = this.#parts;
    const here = reader.marking.index
      .withArea()
      .filter(({ area }) => tool.grounds.holding(area)?.of === page)
      .map((mark) => ({ mark, rectangle: mark.area.rectangle }));
    return smallestAt(here, { x, y })?.mark;
  }

  /** Show which mark the pointer is on, here and in the margin. */
  #point(spot: Spot | undefined): void {
    const { reader } = this.#parts;
    const offset = spot?.words.wordAt(spot.x, spot.y) && spot.words.offsetAt(spot.x, spot.y);
    const [mark] = offset === undefined ? [] : reader.marking.index.at(offset).sort(newestFirst);
    const id = mark?.id ?? (spot && this.#areaAt(spot))?.id ?? null;
    if (id !== reader.linkedId) reader.linkedId = id;
  }

  #end(): void {
    this.#from = undefined;
    this.#parts.selection.end();
  }

  #isDragged({ clientX, clientY }: PointerEvent): boolean {
    const { x, y } = this.#from ?? { x: clientX, y: clientY };
    return Math.hypot(clientX - x, clientY - y) > DRAGGED;
  }

  #isOnPage = (target: EventTarget | null): boolean =>
    target instanceof Element &&
    target.closest('.sheet') !== null &&
    target.closest('.offer') === null;

  /** The place of the pages that is nearest to a place of the window. */
  #spotAt(clientX: number, clientY: number): Spot | undefined {
    const { desk } = this.#parts;
    const { left, top } = this.#root.getBoundingClientRect();
    const x = clientX - left + this.#root.scrollLeft;
    const y = clientY - top + this.#root.scrollTop;
    const page = desk.nearestTo(x, y);
    const words = page && this.#parts.store.peek(page.index);
    if (!page || !words) return undefined;
    return {
      page: page.index,
      x: (x - page.left) / desk.scale,
      y: (y - page.top) / desk.scale,
      words,
    };
  }

  #scrollAtEdge(clientY: number): void {
    const { top, bottom } = this.#root.getBoundingClientRect();
    if (clientY < top + EDGE) this.#root.scrollTop -= EDGE;
    if (clientY > bottom - EDGE) this.#root.scrollTop += EDGE;
  }
}
