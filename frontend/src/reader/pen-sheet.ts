/** A style sheet of the page that is made from the reader's pens. */
import type { Pen } from '../api/types.ts';
import { currentGround, declarations } from './pen-styles.ts';
import { DEEPEST } from './segments.ts';

export interface PenSheet {
  /** Write the rules anew for the pens and the theme in force, where either has changed. */
  dress: (pens: readonly Pen[]) => void;
  remove: () => void;
}

/** Make a sheet with a rule for each pen and depth; `selector` says what it applies to. */
export function penSheet(selector: (pen: string, depth: number) => string): PenSheet {
  const sheet = new CSSStyleSheet();
  let shownPens: readonly Pen[] | undefined;
  let shownTheme: string | undefined;

  function write(pens: readonly Pen[]): void {
    const ground = currentGround();
    const depths = Array.from({ length: DEEPEST }, (_, depth) => depth);
    const rules = pens.flatMap((pen) =>
      depths.map((depth) => `${selector(pen.id, depth)} { ${declarations(pen, depth, ground)} }`),
    );
    // Where the system forces its colours, a fill would look like the selection: the lines tell.
    const bare = pens.map(({ id }) => `${selector(id, 0)} { background-color: transparent }`);
    sheet.replaceSync(`${rules.join('\n')} @media (forced-colors: active) { ${bare.join('\n')} }`);
  }

  return {
    dress(pens) {
      const { theme } = document.documentElement.dataset;
      if (pens === shownPens && theme === shownTheme) return;
      // A change of a sheet makes the browser look at every element of the page again.
      write(pens);
      if (!shownPens) document.adoptedStyleSheets = [...document.adoptedStyleSheets, sheet];
      [shownPens, shownTheme] = [pens, theme];
    },
    remove() {
      document.adoptedStyleSheets = document.adoptedStyleSheets.filter((other) => other !== sheet);
    },
  };
}
