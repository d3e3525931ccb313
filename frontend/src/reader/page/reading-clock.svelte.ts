/** How long a source is read: counted while the window is seen and its reader does something. */
import { addTime } from '../../api/reading.ts';

const KEY = 'glossator.reading-time';
const TICK_S = 5;
/** The program is told so often, and when the page is left. */
const TELL_EVERY_S = 30;
/** Without a sign of the reader for so long, nobody is taken to read. */
const AWAY_AFTER_MS = 60_000;
const SIGNS = ['keydown', 'pointerdown', 'pointermove', 'wheel', 'scroll', 'touchmove'] as const;

let counts = $state(localStorage.getItem(KEY) !== 'off');

/** Whether time is counted at all; kept in this browser. */
export const clockChoice = {
  get isOn(): boolean {
    return counts;
  },
  set isOn(on: boolean) {
    counts = on;
    localStorage.setItem(KEY, on ? 'on' : 'off');
  },
};

export class ReadingClock {
  /** In seconds, with what the program has not been told yet. */
  seconds = $state(0);
  #source: string;
  #isRead: () => boolean;
  #untold = 0;
  #signAt = performance.now();
  #timer: ReturnType<typeof setInterval>;
  #off = new AbortController();

  /**
   * Begin to count.
   *
   * @param source its id.
   * @param start how long it has been read already, in seconds.
   * @param isRead whether it is this source that is read, of several that are open.
   */
  constructor(source: string, start: number, isRead: () => boolean) {
    this.#source = source;
    this.seconds = start;
    this.#isRead = isRead;
    const { signal } = this.#off;
    const sign = () => (this.#signAt = performance.now());
    for (const name of SIGNS) {
      window.addEventListener(name, sign, { capture: true, passive: true, signal });
    }
    document.addEventListener('visibilitychange', () => this.tell(), { signal });
    this.#timer = setInterval(() => this.tick(), TICK_S * 1000);
  }

  destroy(): void {
    clearInterval(this.#timer);
    this.#off.abort();
    this.tell();
  }

  /** Count the last few seconds, if they were spent reading. */
  tick(): void {
    const isThere = performance.now() - this.#signAt < AWAY_AFTER_MS;
    if (!counts || !isThere || document.hidden || !this.#isRead()) return;
    this.seconds += TICK_S;
    this.#untold += TICK_S;
    if (this.#untold >= TELL_EVERY_S) this.tell();
  }

  /** Tell the program; what it does not hear is told the next time. */
  tell(): void {
    const untold = this.#untold;
    if (untold === 0) return;
    this.#untold = 0;
    addTime(this.#source, untold).then(
      (seconds) => (this.seconds = seconds + this.#untold),
      () => (this.#untold += untold),
    );
  }
}
