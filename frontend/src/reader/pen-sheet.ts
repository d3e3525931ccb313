/** A style sheet of the page that is made from the reader's pens. */
import type { Pen, Stroke } from '../api/types.ts';
import { currentGround, fillStyle, lineStyle } from './pen-styles.ts';

export class PenSheet {
  #sheet = new CSSStyleSheet();
  #pens: readonly Pen[] | undefined;
  #theme: string | undefined;
  #strokes: ReadonlyMap<string, Stroke> = new Map();

  /** Write the rules anew for the pens and the theme in force; tells whether either has changed. */
  dress(pens: readonly Pen[]): boolean {
    const { theme } = document.documentElement.dataset;
    // A change of a sheet makes the browser look at every element of the page again.
    if (pens === this.#pens && theme === this.#theme) return false;
    const ground = currentGround();
    const rules = pens.map((pen) => {
      const path = `.marks [data-pen="${CSS.escape(pen.id)}"]`;
      return `${path}.fill { ${fillStyle(pen, ground)} } ${path}.line { ${lineStyle(pen, ground)} }`;
    });
    this.#sheet.replaceSync(rules.join('\n'));
    if (!this.#pens) document.adoptedStyleSheets = [...document.adoptedStyleSheets, this.#sheet];
    [this.#pens, this.#theme] = [pens, theme];
    this.#strokes = new Map(pens.map(({ id, stroke }) => [id, stroke]));
    return true;
  }

  strokeOf(pen: string): Stroke {
    return this.#strokes.get(pen) ?? 'solid';
  }

  remove(): void {
    document.adoptedStyleSheets = document.adoptedStyleSheets.filter(
      (other) => other !== this.#sheet,
    );
  }
}
