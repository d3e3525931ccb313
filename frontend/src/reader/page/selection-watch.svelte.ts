/** Whether something of the text is selected, for the bar of pens. */
import { selectedSpan } from '../../marks/selection.ts';
import type { BookView } from '../book-view.ts';

const SETTLES_AFTER = 150;

export class SelectionWatch {
  active = $state(false);
  #view: BookView;
  #timer: ReturnType<typeof setTimeout> | undefined;

  constructor(view: BookView) {
    this.#view = view;
    document.addEventListener('selectionchange', this.#changed);
  }

  destroy(): void {
    clearTimeout(this.#timer);
    document.removeEventListener('selectionchange', this.#changed);
  }

  look(): void {
    this.active = selectedSpan(this.#view) !== undefined;
  }

  #changed = (): void => {
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => this.look(), SETTLES_AFTER);
  };
}
