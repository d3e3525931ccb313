/** The choice of a painter. */
import type { BookView } from './book-view.ts';
import { elementPainter } from './element-painter.ts';
import { highlightPainter } from './highlight-painter.ts';
import type { Painter } from './painter.ts';

/** Make the painter that suits this browser. */
export function makePainter(view: BookView): Painter {
  // WebKit looks at every highlight for every box it paints and can stand still for minutes.
  const webkit = 'GestureEvent' in window;
  return 'highlights' in CSS && !webkit ? highlightPainter(view) : elementPainter(view);
}
