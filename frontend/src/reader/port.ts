/** What a book is read through: the window, or a part of it that scrolls by itself. */

export interface Port {
  /** Its upper edge, in pixels from the top of the window. */
  readonly top: number;
  /** How much of a book is seen at once, in pixels. */
  readonly height: number;
  /** How far it has been scrolled, in pixels. */
  readonly scrolled: number;
  scrollBy: (pixels: number) => void;
  /** Call whenever it has been scrolled; gives how to stop. */
  onScroll: (listener: () => void) => () => void;
}

export const windowPort: Port = {
  top: 0,
  get height() {
    return window.innerHeight;
  },
  get scrolled() {
    return window.scrollY;
  },
  scrollBy: (pixels) => window.scrollBy({ top: pixels, behavior: 'instant' }),
  onScroll: (listener) => listenTo(window, listener),
};

/** Read through an element that scrolls. */
export function portOf(element: HTMLElement): Port {
  return {
    get top() {
      return element.getBoundingClientRect().top;
    },
    get height() {
      return element.clientHeight;
    },
    get scrolled() {
      return element.scrollTop;
    },
    scrollBy: (pixels) => element.scrollBy({ top: pixels, behavior: 'instant' }),
    onScroll: (listener) => listenTo(element, listener),
  };
}

function listenTo(target: EventTarget, listener: () => void): () => void {
  target.addEventListener('scroll', listener, { passive: true });
  return () => target.removeEventListener('scroll', listener);
}
