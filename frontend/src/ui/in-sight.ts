// Giving a field the focus so that it is seen, with the page moving no more than it must.

/** Focus a field; `whole`, what it is part of, is brought into the window where it is not. */
export function focusInSight(field: HTMLElement, whole: Element = field): void {
  field.focus({ preventScroll: true });
  whole.scrollIntoView({ block: 'nearest', inline: 'nearest', behavior: 'instant' });
}
