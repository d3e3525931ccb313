/** Finding in the open text: what is looked for, what was found, which hit is current. */
import { findIn, type Found, type Hit, type Wanted } from '../../api/reading.ts';

const PAUSE_MS = 120;
const NOTHING: Found = { hits: [], more: false, problem: '' };

export interface FindingParts {
  /** The id of the source. */
  readonly source: string;
  /** Where reading stands, in code points. */
  readonly here: () => number;
  /** Show a hit. */
  readonly show: (hit: Hit) => void;
}

export class Finding {
  isOpen = $state(false);
  words = $state('');
  how = $state({ case: false, whole: false, pattern: false, in_marks: false });
  found = $state.raw<Found>(NOTHING);
  /** The current hit's place in the list, -1 for none. */
  at = $state(-1);
  /** A sentence: why nothing can be found so. */
  problem = $state('');
  /** Whether `found` is of what is asked for now. */
  isDone = $state(false);
  #parts: FindingParts;
  #asked = 0;
  #timer: ReturnType<typeof setTimeout> | undefined;

  constructor(parts: FindingParts) {
    this.#parts = parts;
  }

  get hit(): Hit | undefined {
    return this.found.hits[this.at];
  }

  /** Open the panel; the program makes the text ready meanwhile. */
  open(): void {
    this.isOpen = true;
    if (this.words === '') findIn(this.#parts.source, this.#wanted('')).catch(() => undefined);
    else this.ask();
  }

  close(): void {
    clearTimeout(this.#timer);
    this.isOpen = false;
  }

  /** Look again, as soon as the reader pauses. */
  ask(): void {
    this.isDone = false;
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => void this.#ask(), PAUSE_MS);
  }

  /** Make the next or previous hit current; after the last comes the first. */
  async step(by: 1 | -1): Promise<void> {
    if (!this.isDone) await this.#ask();
    const { length } = this.found.hits;
    if (length === 0) return;
    const from = this.at === -1 ? this.#before(by) : this.at;
    this.take((from + by + length) % length);
  }

  /** Make a hit current and show it. */
  take(at: number): void {
    this.at = at;
    const { hit } = this;
    if (hit) this.#parts.show(hit);
  }

  /** The hit from which a step leads to the nearest one in that direction. */
  #before(by: 1 | -1): number {
    const here = this.#parts.here();
    const after = this.found.hits.findIndex(({ start }) => start >= here);
    const next = after === -1 ? this.found.hits.length : after;
    return by === 1 ? next - 1 : next;
  }

  async #ask(): Promise<void> {
    clearTimeout(this.#timer);
    const asked = ++this.#asked;
    const wanted = this.#wanted(this.words);
    try {
      const found = wanted.words.trim() === '' ? NOTHING : await findIn(this.#parts.source, wanted);
      if (asked !== this.#asked) return;
      this.found = found;
      this.problem = found.problem;
    } catch (error) {
      if (asked !== this.#asked) return;
      this.found = NOTHING;
      this.problem = error instanceof Error ? error.message : String(error);
    }
    this.at = -1;
    this.isDone = true;
  }

  #wanted(words: string): Wanted {
    return { words, ...this.how };
  }
}
