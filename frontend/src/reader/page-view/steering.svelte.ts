/** Where the desk is scrolled to: to places of the text, to areas, to pages; and who leads. */
import { tick } from 'svelte';
import type { AreaMark } from '../../api/areas.ts';
import type { SourceView } from '../../api/types.ts';
import { pageAt } from '../../marks/places.ts';
import type { Desk } from './desk.svelte.ts';
import type { WordsStore } from './words-store.ts';

/** After the desk was scrolled by itself, so long it is not the reader who scrolls it, in ms. */
const SETTLES_IN = 150;
const COMES_TO_REST_IN = 120;

export class Steering {
  /** Who moves: the pages follow the text, or it follows them. */
  led = $state<'text' | 'pages'>('text');
  /** What scrolls. */
  root: HTMLElement | undefined;
  #desk: Desk;
  #store: WordsStore;
  #source: SourceView;
  #onplace: (offset: number) => void;
  /** When the desk was last scrolled by itself. */
  #settling = 0;
  #telling: ReturnType<typeof setTimeout> | undefined;

  /** `onplace` hears where in the text reading has gone on to, when the desk has come to rest. */
  constructor(
    desk: Desk,
    store: WordsStore,
    source: SourceView,
    onplace: (offset: number) => void,
  ) {
    this.#desk = desk;
    this.#store = store;
    this.#source = source;
    this.#onplace = onplace;
  }

  /** Hold the place at the head of the desk, for pages have changed their size. */
  hold(): void {
    const { anchor } = this.#desk;
    this.#scrollTo(this.#desk.topOf(anchor));
    if (this.root) this.root.scrollLeft = this.#desk.leftOf(anchor);
  }

  /** Bring a place of the text to a share of the window's height. */
  async show(offset: number, share: number): Promise<void> {
    const { page, y } = await this.#store.locate(offset).catch(() => ({
      page: Math.max(0, pageAt(this.#source.pages, offset)?.index ?? 0),
      y: 0,
    }));
    const { layout, scale, scrollTop, room } = this.#desk;
    const placed = layout.pages[page];
    if (!placed || !this.root) return;
    const at = placed.top + y * scale;
    const seen = at > scrollTop + 24 && at < scrollTop + room.height * 0.75;
    if (!seen) this.#scrollTo(at - room.height * share);
  }

  /** Bring an area of a page into the window. */
  async showArea({ page_index: page, rectangle: { y, height } }: AreaMark): Promise<void> {
    await tick();
    const { layout, scrollTop, room, scale } = this.#desk;
    const placed = layout.pages[page];
    if (!placed) return;
    const [top, bottom] = [placed.top + y * scale, placed.top + (y + height) * scale];
    const seen = top > scrollTop + 8 && bottom < scrollTop + room.height - 8;
    if (!seen) this.#scrollTo(Math.max(0, top - Math.max(24, (room.height - (bottom - top)) / 3)));
  }

  /** Turn to a page, counted from 0; beyond the ends to the first or last. */
  turnTo(page: number): void {
    this.lead();
    const last = this.#desk.sizes.length - 1;
    const index = Math.min(last, Math.max(0, page));
    this.#scrollTo(this.#desk.topOf({ page: index, share: 0 }) - 8);
    this.#tell();
  }

  scrolled = (): void => {
    if (!this.root) return;
    this.#desk.scrolled(this.root.scrollTop, this.root.scrollLeft);
    if (this.led === 'pages' && performance.now() - this.#settling > SETTLES_IN) this.#tell();
  };

  /** The reader moves here. */
  lead = (): void => {
    this.led = 'pages';
  };

  /** The reader moves elsewhere, unless it was in this view. */
  follow = ({ target }: Event): void => {
    const isHere = target instanceof Node && this.root?.parentElement?.contains(target);
    if (!isHere) this.led = 'text';
  };

  #scrollTo(top: number): void {
    if (!this.root || Math.abs(this.root.scrollTop - top) < 1) return;
    this.#settling = performance.now();
    this.root.scrollTop = top;
  }

  #tell(): void {
    clearTimeout(this.#telling);
    this.#telling = setTimeout(() => {
      const { anchor, sizes } = this.#desk;
      void this.#store
        .get(anchor.page)
        .then((words) => words.firstBelow(anchor.share * (sizes[anchor.page]?.height ?? 0)))
        .then((offset) => offset !== undefined && this.#onplace(offset))
        .catch(() => undefined);
    }, COMES_TO_REST_IN);
  }
}
