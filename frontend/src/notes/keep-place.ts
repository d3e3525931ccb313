// Notes are rebuilt under the reader's hands: what has the focus keeps it, and its height.

/** Note where the reader is; call the function given back once the page has been rebuilt. */
export function keepPlace(): () => void {
  const focused = document.activeElement;
  if (!(focused instanceof HTMLElement) || focused === document.body) return () => undefined;
  const top = focused.getBoundingClientRect().top;
  const caret = caretIn(focused);
  const findSuccessor = successorOf(focused);
  return () => {
    const now = focused.isConnected ? focused : findSuccessor();
    if (!now) return;
    // An element that was moved among its siblings, or made anew, has lost the focus by it.
    if (document.activeElement !== now) {
      now.focus({ preventScroll: true });
      if (caret && now === focused) window.getSelection()?.setBaseAndExtent(...caret);
    }
    const moved = now.getBoundingClientRect().top - top;
    if (moved !== 0) window.scrollBy({ top: moved, behavior: 'instant' });
  };
}

/**
 * Find who takes the place of an element that goes: the same line or heading made anew in the
 * same part of the page (sheet or tray), else the one after it there, else the one before it.
 */
function successorOf(element: HTMLElement): () => HTMLElement | undefined {
  const part = element.closest('article, aside');
  const stop = element.closest<HTMLElement>('[data-stop]');
  if (!part || !stop) return () => undefined;
  const stops = stopsIn(part);
  const at = stops.indexOf(stop);
  return () => {
    const same = stopsIn(part).find((other) => other.dataset['stop'] === stop.dataset['stop']);
    const isThere = (other: HTMLElement) => other.isConnected;
    return same ?? stops.slice(at).find(isThere) ?? stops.slice(0, at).findLast(isThere);
  };
}

const stopsIn = (part: Element): HTMLElement[] => [
  ...part.querySelectorAll<HTMLElement>('[data-stop]'),
];

function caretIn(element: HTMLElement): [Node, number, Node, number] | null {
  const selection = window.getSelection();
  const { anchorNode, anchorOffset, focusNode, focusOffset } = selection ?? {};
  if (!element.isContentEditable || !anchorNode || !focusNode) return null;
  return [anchorNode, anchorOffset ?? 0, focusNode, focusOffset ?? 0];
}
