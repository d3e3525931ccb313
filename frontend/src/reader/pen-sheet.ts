/** A style sheet of the page that is made from the reader's pens. */
import type { Pen } from '../api/types.ts';
import { currentGround, declarations } from './pen-styles.ts';
import { DEEPEST } from './segments.ts';

export interface PenSheet {
  /** Write the rules anew for the pens and the theme in force. */
  dress: (pens: readonly Pen[]) => void;
  remove: () => void;
}

/** Add a sheet with a rule for each pen and depth; `selector` says what it applies to. */
export function penSheet(selector: (pen: string, depth: number) => string): PenSheet {
  const sheet = new CSSStyleSheet();
  document.adoptedStyleSheets = [...document.adoptedStyleSheets, sheet];
  return {
    dress(pens) {
      const ground = currentGround();
      const depths = Array.from({ length: DEEPEST }, (_, depth) => depth);
      const rules = pens.flatMap((pen) =>
        depths.map((depth) => `${selector(pen.id, depth)} { ${declarations(pen, depth, ground)} }`),
      );
      sheet.replaceSync(rules.join('\n'));
    },
    remove() {
      document.adoptedStyleSheets = document.adoptedStyleSheets.filter((other) => other !== sheet);
    },
  };
}
