/** Whether the pages as printed are shown, and whether the text stands beside them. */
import { MediaQuery } from 'svelte/reactivity';
import type { SourceView } from '../../api/types.ts';

/** Kinds of files whose pages can be drawn. */
const DRAWN: ReadonlySet<string> = new Set(['pdf', 'image']);

export class ShownPages {
  /** There are pages to show. */
  readonly there: boolean;
  isOpen = $state(false);
  #besideWished = $state(true);
  #wide = new MediaQuery('min-width: 1100px');

  /** Whether the text stands beside; null where there is no room for both. */
  readonly beside = $derived(this.#wide.current ? this.#besideWished : null);
  readonly hidesText = $derived(this.isOpen && this.beside !== true);
  readonly isSplit = $derived(this.isOpen && this.beside === true);

  constructor({ kind, pages }: SourceView) {
    this.there = DRAWN.has(kind) && pages.length > 0;
    // Of a picture there is nothing to read beside it.
    this.isOpen = this.there && kind === 'image';
    this.#besideWished = kind !== 'image';
  }

  open(): void {
    this.isOpen = this.there;
  }

  toggle(): void {
    this.isOpen = this.there && !this.isOpen;
  }

  toggleBeside(): void {
    if (!this.there) return;
    if (this.isOpen) this.#besideWished = !this.#besideWished;
    this.isOpen = true;
  }
}
