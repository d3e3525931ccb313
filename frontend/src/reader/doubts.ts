/** A faint mark beside blocks whose words were recognised with doubt. */
import type { BuiltBlock } from './build.ts';

/** A block less sure than this, in percent, is marked. */
const SURE_ENOUGH = 80;

/** Mark the doubtful ones of some blocks; `say` gives the words that a mark shows on focus. */
export function showDoubts(built: readonly BuiltBlock[], say: (percent: number) => string): void {
  for (const { block, element } of built) {
    if (block.sure < SURE_ENOUGH) element.prepend(doubtMark(say(block.sure)));
  }
}

/** It holds no text of its own, so that offsets and selections know nothing of it. */
function doubtMark(said: string): HTMLElement {
  const mark = document.createElement('span');
  mark.className = 'doubt';
  mark.tabIndex = 0;
  mark.setAttribute('role', 'note');
  mark.setAttribute('aria-label', said);
  mark.dataset['said'] = said;
  return mark;
}
