/** The drawing behind the words of one section. */
import type { Shape } from './mark-shapes.ts';

const SVG = 'http://www.w3.org/2000/svg';

export class ShapeLayer {
  #root = document.createElementNS(SVG, 'svg');
  /** Fills lie below all lines. */
  #groups = {
    fill: this.#root.appendChild(document.createElementNS(SVG, 'g')),
    line: this.#root.appendChild(document.createElementNS(SVG, 'g')),
  };
  /** What is shown, by kind and pen. */
  #paths = new Map<string, { element: SVGPathElement; path: string }>();

  constructor(section: HTMLElement) {
    this.#root.setAttribute('class', 'marks');
    this.#root.setAttribute('aria-hidden', 'true');
    section.append(this.#root);
  }

  /** Show these shapes; what has not changed is left alone. */
  show(shapes: readonly Shape[]): void {
    const paths = new Map<string, string>();
    for (const { kind, pen, path } of shapes) {
      const key = `${kind} ${pen}`;
      paths.set(key, (paths.get(key) ?? '') + path);
    }
    for (const [key, { element }] of this.#paths) {
      if (paths.has(key)) continue;
      element.remove();
      this.#paths.delete(key);
    }
    for (const [key, path] of paths) {
      const shown = this.#paths.get(key) ?? this.#add(key);
      if (shown.path === path) continue;
      shown.path = path;
      shown.element.setAttribute('d', path);
    }
  }

  remove(): void {
    this.#root.remove();
  }

  #add(key: string): { element: SVGPathElement; path: string } {
    const kind = key.startsWith('fill') ? 'fill' : 'line';
    const element = document.createElementNS(SVG, 'path');
    element.dataset['pen'] = key.slice(kind.length + 1);
    element.classList.add(kind);
    this.#groups[kind].append(element);
    const added = { element, path: '' };
    this.#paths.set(key, added);
    return added;
  }
}
