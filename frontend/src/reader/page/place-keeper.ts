/** Where reading stands: shown while scrolling, remembered for the next time. */
import { putPlace } from '../../api/client.ts';
import type { BookView } from '../book-view.ts';
import { offsetAtHeight } from '../geometry.ts';

const LOOK_EVERY = 200;
const SEND_EVERY = 4000;
/** The History API takes no more than a hundred changes in half a minute. */
const RESTS_AFTER = 400;
const BELOW_HEAD = 80;

export class PlaceKeeper {
  #source: string;
  #view: BookView;
  #onPlace: (offset: number) => void;
  #place: number;
  #sent: number;
  #looking: ReturnType<typeof setTimeout> | undefined;
  #sending: ReturnType<typeof setTimeout> | undefined;

  #onRest: () => void;
  #resting: ReturnType<typeof setTimeout> | undefined;

  /** `onRest` is called when scrolling has come to rest. */
  constructor(
    source: string,
    view: BookView,
    start: number,
    onPlace: (offset: number) => void,
    onRest: () => void,
  ) {
    this.#onRest = onRest;
    this.#source = source;
    this.#view = view;
    this.#onPlace = onPlace;
    this.#place = start;
    this.#sent = start;
  }

  /** Say that the page has been scrolled. */
  moved(): void {
    clearTimeout(this.#resting);
    this.#resting = setTimeout(this.#onRest, RESTS_AFTER);
    this.#looking ??= setTimeout(() => {
      this.#looking = undefined;
      this.#look();
    }, LOOK_EVERY);
  }

  /** Send the place now: the page is being left. */
  leave(): void {
    clearTimeout(this.#looking);
    clearTimeout(this.#sending);
    clearTimeout(this.#resting);
    this.#sending = undefined;
    this.#send();
  }

  #look(): void {
    const offset = offsetAtHeight(this.#view, BELOW_HEAD);
    if (offset !== undefined) this.see(offset);
  }

  /** Take note of where reading stands: in the text, or on the pages as printed. */
  see(offset: number): void {
    if (offset === this.#place) return;
    this.#place = offset;
    this.#onPlace(offset);
    this.#sending ??= setTimeout(() => {
      this.#sending = undefined;
      this.#send();
    }, SEND_EVERY);
  }

  #send(): void {
    if (this.#place === this.#sent) return;
    this.#sent = this.#place;
    // Losing a place is no loss worth a word: the next scroll sends it again.
    putPlace(this.#source, this.#place).catch(() => (this.#sent = -1));
  }
}
