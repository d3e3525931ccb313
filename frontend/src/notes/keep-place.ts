// Notes are rebuilt under the reader's hands: what has the focus keeps it, and its height.

/** Note where the reader is; call the function given back once the page has been rebuilt. */
export function keepPlace(): () => void {
  const focused = document.activeElement;
  if (!(focused instanceof HTMLElement) || focused === document.body) return () => undefined;
  const top = focused.getBoundingClientRect().top;
  const caret = caretIn(focused);
  return () => {
    if (!focused.isConnected) return;
    // An element that changed its place among its siblings has lost the focus by it.
    if (document.activeElement !== focused) {
      focused.focus({ preventScroll: true });
      if (caret) window.getSelection()?.setBaseAndExtent(...caret);
    }
    const moved = focused.getBoundingClientRect().top - top;
    if (moved !== 0) window.scrollBy({ top: moved, behavior: 'instant' });
  };
}

function caretIn(element: HTMLElement): [Node, number, Node, number] | null {
  const selection = window.getSelection();
  const { anchorNode, anchorOffset, focusNode, focusOffset } = selection ?? {};
  if (!element.isContentEditable || !anchorNode || !focusNode) return null;
  return [anchorNode, anchorOffset ?? 0, focusNode, focusOffset ?? 0];
}
