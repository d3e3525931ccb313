/** Marks drawn as `<mark>` elements, where highlights are missing or slow. */
import type { BookView } from './book-view.ts';
import type { Painter } from './painter.ts';
import { penSheet } from './pen-sheet.ts';

export function elementPainter(view: BookView): Painter {
  const sheet = penSheet(
    (pen, depth) => `mark[data-pen="${CSS.escape(pen)}"][data-depth="${depth}"]`,
  );
  return {
    draw: (section, segments) => view.rebuild(section, segments),
    erase: (section) => view.rebuild(section, []),
    dress: sheet.dress,
    destroy: sheet.remove,
  };
}
