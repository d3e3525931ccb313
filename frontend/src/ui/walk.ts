// Walking a list by keys: the focus is the place.

/** Move the focus by `step` among elements, from the one that has it (or is around it). */
export function walk(elements: Iterable<HTMLElement>, step: 1 | -1): void {
  const list = [...elements];
  const at = list.findLastIndex((element) => element.contains(document.activeElement));
  const from = at === -1 && step === -1 ? list.length : at;
  const next = list[Math.max(0, Math.min(list.length - 1, from + step))];
  next?.focus();
  next?.scrollIntoView({ block: 'nearest' });
}
