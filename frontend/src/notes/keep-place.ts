// Notes are rebuilt under the reader's hands: what has the focus keeps it, and its height.

/** Note where the reader is; call the function given back once the page has been rebuilt. */
export function keepPlace(): () => void {
  const focused = document.activeElement;
  if (!(focused instanceof HTMLElement) || focused === document.body) return () => undefined;
  const top = focused.getBoundingClientRect().top;
  const caret = caretIn(focused);
  return () => {
    const now = focused.isConnected ? focused : sameStop(focused);
    if (!now) return;
    // An element that was moved, or made anew elsewhere, has lost the focus by it.
    if (document.activeElement !== now) {
      now.focus({ preventScroll: true });
      if (caret && now === focused) window.getSelection()?.setBaseAndExtent(...caret);
    }
    const moved = now.getBoundingClientRect().top - top;
    if (moved !== 0) window.scrollBy({ top: moved, behavior: 'instant' });
  };
}

/** Find the line or heading that stands for what a removed one stood for. */
function sameStop(removed: HTMLElement): HTMLElement | null {
  const key = removed.closest<HTMLElement>('[data-stop]')?.dataset['stop'];
  return key ? document.querySelector(`[data-stop="${CSS.escape(key)}"]`) : null;
}

function caretIn(element: HTMLElement): [Node, number, Node, number] | null {
  const selection = window.getSelection();
  const { anchorNode, anchorOffset, focusNode, focusOffset } = selection ?? {};
  if (!element.isContentEditable || !anchorNode || !focusNode) return null;
  return [anchorNode, anchorOffset ?? 0, focusNode, focusOffset ?? 0];
}
