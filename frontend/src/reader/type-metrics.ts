/** Where letters stand in the boxes that the browser gives for them. */

export interface Metrics {
  /** How far below a box's upper edge its letters stand, as a share of its height. */
  readonly ascent: number;
  /** The size of the type, as a share of the box's height. */
  readonly size: number;
}

const USUAL: Metrics = { ascent: 0.78, size: 0.8 };

/** Asks once for each element and once for each font. */
export class TypeMetrics {
  #ofElements = new WeakMap<Element, Metrics>();
  #ofFonts = new Map<string, Metrics>();
  #canvas: CanvasRenderingContext2D | null | undefined;

  of(element: Element): Metrics {
    let found = this.#ofElements.get(element);
    if (!found) {
      found = this.#ofFont(getComputedStyle(element));
      this.#ofElements.set(element, found);
    }
    return found;
  }

  /** Look at everything anew: fonts have come, or others been chosen. */
  forget(): void {
    this.#ofElements = new WeakMap();
    this.#ofFonts.clear();
  }

  #ofFont({ fontStyle, fontWeight, fontSize, fontFamily }: CSSStyleDeclaration): Metrics {
    const font = `${fontStyle} ${fontWeight} ${fontSize} ${fontFamily}`;
    let found = this.#ofFonts.get(font);
    if (!found) {
      found = this.#measured(font, Number.parseFloat(fontSize));
      this.#ofFonts.set(font, found);
    }
    return found;
  }

  #measured(font: string, size: number): Metrics {
    this.#canvas ??= document.createElement('canvas').getContext('2d');
    if (!this.#canvas) return USUAL;
    this.#canvas.font = font;
    const box = this.#canvas.measureText('x');
    const height = box.fontBoundingBoxAscent + box.fontBoundingBoxDescent;
    return height > 0 ? { ascent: box.fontBoundingBoxAscent / height, size: size / height } : USUAL;
  }
}
