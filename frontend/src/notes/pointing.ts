/** Lines of notes and passages of a text in another window point at one another. */
import { onPointed, pointAt } from '../lib/pointing.ts';

/** Watch a sheet of notes; for use as an attachment. */
export function pointing(sheet: HTMLElement): () => void {
  const lineOf = (event: Event): string | null =>
    (event.target instanceof Element &&
      event.target.closest<HTMLElement>('[data-stop]')?.dataset['stop']) ||
    null;
  const off = new AbortController();
  const { signal } = off;
  sheet.addEventListener('pointerover', (event) => pointAt(lineOf(event), false), { signal });
  sheet.addEventListener('pointerleave', () => pointAt(null, false), { signal });
  sheet.addEventListener('focusin', (event) => pointAt(lineOf(event), true), { signal });
  const stop = onPointed(({ mark, walked }) => {
    for (const line of sheet.querySelectorAll('[data-pointed]')) {
      line.removeAttribute('data-pointed');
    }
    if (mark === null) return;
    const lines = sheet.querySelectorAll(`[data-stop="${CSS.escape(mark)}"]`);
    for (const line of lines) line.setAttribute('data-pointed', '');
    if (walked) lines[0]?.scrollIntoView({ block: 'nearest' });
  });
  return () => {
    off.abort();
    stop();
  };
}
