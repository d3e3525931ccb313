/** The desk on which the pages lie: how large, which are seen, and where it is scrolled to. */
import { PIXELS_A_POINT } from '../../api/book.ts';
import type { PagePart, PageSize } from '../../api/pages.ts';
import {
  fittingZoom,
  layPages,
  nextZoom,
  pagesBetween,
  type Box,
  type Columns,
  type Fit,
  type Layout,
  type PlacedPage,
} from './layout.ts';
import { between } from '../areas/rectangles.ts';
import { keepLook, readLook } from './preferences.ts';

/** How far above and below the window pages are made, in heights of it: the next one is there. */
const BEYOND = 1.25;
/** Where in the window the page is that counts as the current one. */
const LOOKED_AT = 0.35;
const MOST_PINNED = 12;

/** A place on the desk that stays where it is when pages change their size. */
export interface Anchor {
  readonly page: number;
  /** How far down the page, 0 to 1. */
  readonly share: number;
  /** How far across the desk the middle of the window is, 0 to 1. */
  readonly across?: number;
}

export class Desk {
  sizes = $state.raw<readonly PageSize[]>([]);
  fit = $state<Fit | null>('width');
  /** What is wished for where nothing is fitted. */
  wishedZoom = $state(1);
  columns = $state<Columns>(1);
  thumbnails = $state(false);
  /** Of the window on the desk, in pixels. */
  room = $state.raw<PageSize>({ width: 0, height: 0 });
  scrollTop = $state(0);
  scrollLeft = $state(0);
  /** Pages that stay in the document, for a selection begins or ends on them. */
  pinned = $state.raw<readonly number[]>([]);
  anchor: Anchor = { page: 0, share: 0 };

  readonly zoom = $derived(
    this.fit ? fittingZoom(this.sizes, this.fit, this.columns, this.room) : this.wishedZoom,
  );
  /** Pixels a point. */
  readonly scale = $derived(this.zoom * PIXELS_A_POINT);
  readonly layout: Layout = $derived(
    layPages(this.sizes, this.scale, this.columns, this.room.width),
  );
  readonly current = $derived(
    pagesBetween(this.layout, this.#heightAt(LOOKED_AT), this.#heightAt(LOOKED_AT) + 1)?.first ??
      pagesBetween(this.layout, this.scrollTop, this.scrollTop + this.room.height)?.first ??
      0,
  );
  /** What is seen of the desk. */
  readonly window: Box = $derived({
    left: this.scrollLeft,
    top: this.scrollTop,
    width: this.room.width,
    height: this.room.height,
  });
  /** The pages in the document. */
  readonly shown = $derived.by(() => {
    const beyond = this.room.height * BEYOND;
    const from = this.scrollTop - beyond;
    const seen = pagesBetween(this.layout, from, this.scrollTop + this.room.height + beyond);
    const indices = new Set(this.pinned);
    for (let i = seen?.first ?? 0; i <= (seen?.last ?? -1); i++) indices.add(i);
    return this.layout.pages.filter(({ index }) => indices.has(index));
  });

  constructor(sizes: readonly PageSize[]) {
    this.sizes = sizes;
    const look = readLook();
    this.fit = look.fit;
    this.wishedZoom = look.zoom;
    this.columns = look.columns;
    this.thumbnails = look.thumbnails;
  }

  zoomBy(step: 1 | -1): void {
    this.wishedZoom = nextZoom(this.zoom, step);
    this.fit = null;
    this.#keep();
  }

  zoomTo(zoom: number): void {
    this.wishedZoom = zoom;
    this.fit = null;
    this.#keep();
  }

  fitTo(fit: Fit): void {
    this.fit = fit;
    this.#keep();
  }

  turnColumns(): void {
    this.columns = this.columns === 1 ? 2 : 1;
    this.#keep();
  }

  turnThumbnails(): void {
    this.thumbnails = !this.thumbnails;
    this.#keep();
  }

  /** Keep pages from `one` to `other` in the document, as far as they are not too many. */
  pin(one: number, other: number): void {
    const [first, last] = [Math.min(one, other), Math.max(one, other)];
    const all = Array.from({ length: last - first + 1 }, (_, i) => first + i);
    this.pinned = all.length > MOST_PINNED ? [first, last] : all;
  }

  /** Take note of where the desk has been scrolled to. */
  scrolled(top: number, left: number): void {
    this.scrollTop = top;
    this.scrollLeft = left;
    const page = this.layout.pages[this.#firstAt(top)];
    const across = (left + this.room.width / 2) / this.layout.width;
    if (page) this.anchor = { page: page.index, share: (top - page.top) / page.height, across };
  }

  /** Where the desk is scrolled to when a place of a page is at its head. */
  topOf({ page, share }: Anchor): number {
    const placed = this.layout.pages[page];
    return placed ? placed.top + share * placed.height : 0;
  }

  leftOf({ across = 0.5 }: Anchor): number {
    return across * this.layout.width - this.room.width / 2;
  }

  /** The page in the document that is nearest to a place of the desk. */
  nearestTo(x: number, y: number): PlacedPage | undefined {
    let [nearest, least]: [PlacedPage | undefined, number] = [undefined, Infinity];
    for (const page of this.shown) {
      const beside = Math.max(page.left - x, 0, x - page.left - page.width);
      const above = Math.max(page.top - y, 0, y - page.top - page.height);
      if (beside + above < least) [nearest, least] = [page, beside + above];
    }
    return nearest;
  }

  /** What is seen of a page, in points. */
  seenOf(page: number): PagePart {
    const placed = this.layout.pages[page] ?? { left: 0, top: 0, width: 1, height: 1 };
    const { left, top, width, height } = this.window;
    const from = { x: (left - placed.left) / this.scale, y: (top - placed.top) / this.scale };
    const to = { x: from.x + width / this.scale, y: from.y + height / this.scale };
    return between(from, to, this.sizes[page] ?? { width: 1, height: 1 });
  }

  #firstAt(top: number): number {
    return pagesBetween(this.layout, top + 1, Infinity)?.first ?? 0;
  }

  #heightAt(share: number): number {
    return this.scrollTop + this.room.height * share;
  }

  #keep(): void {
    const { fit, wishedZoom: zoom, columns, thumbnails } = this;
    keepLook({ fit, zoom, columns, thumbnails });
  }
}
