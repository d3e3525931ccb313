/** Marks drawn as shapes behind the words, which stay as they are (decision 15). */
import type { Pen } from '../api/types.ts';
import type { BookView } from './book-view.ts';
import { rowsOf, type Row } from './mark-rows.ts';
import { shapesOf } from './mark-shapes.ts';
import { PenSheet } from './pen-sheet.ts';
import type { Segment } from './segments.ts';
import { ShapeLayer } from './shape-layer.ts';
import { TypeMetrics } from './type-metrics.ts';

/** What is drawn in a section near the window. */
interface Drawn {
  readonly element: HTMLElement;
  readonly layer: ShapeLayer;
  segments: readonly Segment[];
  /** What has been measured, by segment; for the size that the section had. */
  rows: Map<string, readonly Row[]>;
  width: number;
  height: number;
}

export class Painter {
  #view: BookView;
  #sheet = new PenSheet();
  #metrics = new TypeMetrics();
  #drawn = new Map<number, Drawn>();
  #asked = false;
  #sizes = new ResizeObserver((entries) => {
    for (const { target } of entries) this.#resized(target as HTMLElement);
  });
  /** The reader's choice of type is on the root. */
  #look = new MutationObserver(() => this.#moved());
  #stops: (() => void)[];

  constructor(view: BookView) {
    this.#view = view;
    this.#look.observe(document.documentElement, { attributeFilter: ['style'] });
    this.#stops = [
      listen(document.fonts, 'loadingdone', () => this.#moved()),
      // A wide table scrolls in its own box.
      listen(view.root, 'scroll', () => this.#moved()),
    ];
  }

  /** Draw a section's segments in place of what was drawn in it before. */
  draw(section: number, segments: readonly Segment[]): void {
    const drawn = this.#drawn.get(section) ?? this.#begin(section, segments);
    if (!drawn) return;
    drawn.segments = segments;
    this.#paint(section, drawn);
  }

  /** Take away what is drawn in a section. */
  erase(section: number): void {
    const drawn = this.#drawn.get(section);
    if (!drawn) return;
    this.#sizes.unobserve(drawn.element);
    drawn.layer.remove();
    this.#drawn.delete(section);
  }

  /** Learn what pens look like, at the start and whenever they or the theme change. */
  dress(pens: readonly Pen[]): void {
    if (this.#sheet.dress(pens)) this.#paintAll();
  }

  destroy(): void {
    for (const stop of this.#stops) stop();
    this.#sizes.disconnect();
    this.#look.disconnect();
    for (const { layer } of this.#drawn.values()) layer.remove();
    this.#drawn.clear();
    this.#sheet.remove();
  }

  #begin(section: number, segments: readonly Segment[]): Drawn | undefined {
    const element = this.#view.section(section);
    if (!element || segments.length === 0) return undefined;
    const layer = new ShapeLayer(element);
    const drawn = { element, layer, segments, rows: new Map(), width: 0, height: 0 };
    this.#drawn.set(section, drawn);
    this.#sizes.observe(element);
    return drawn;
  }

  /** Measures only what was not drawn before: a new mark is measured in a section full of others. */
  #paint(section: number, drawn: Drawn): void {
    const corner = drawn.element.getBoundingClientRect();
    if (corner.width !== drawn.width || corner.height !== drawn.height) drawn.rows = new Map();
    [drawn.width, drawn.height] = [corner.width, corner.height];
    const before = drawn.rows;
    const rows = new Map<string, readonly Row[]>();
    const measured = (segment: Segment) => {
      const key = `${segment.start} ${segment.end}`;
      const found = before.get(key) ?? rowsOf(this.#view, section, segment, corner, this.#metrics);
      rows.set(key, found);
      return found;
    };
    drawn.layer.show(shapesOf(drawn.segments, measured, (pen) => this.#sheet.strokeOf(pen)));
    drawn.rows = rows;
  }

  #paintAll(): void {
    for (const [section, drawn] of this.#drawn) this.#paint(section, drawn);
  }

  #resized(element: HTMLElement): void {
    const { width, height } = element.getBoundingClientRect();
    for (const [section, drawn] of this.#drawn) {
      if (drawn.element !== element) continue;
      if (width !== drawn.width || height !== drawn.height) this.#paint(section, drawn);
    }
  }

  /** Letters may stand elsewhere: measure all anew, once the page is laid out. */
  #moved(): void {
    if (this.#asked) return;
    this.#asked = true;
    requestAnimationFrame(() => {
      this.#asked = false;
      this.#metrics.forget();
      for (const drawn of this.#drawn.values()) drawn.rows = new Map();
      this.#paintAll();
    });
  }
}

function listen(target: EventTarget, event: string, listener: () => void): () => void {
  target.addEventListener(event, listener, true);
  return () => target.removeEventListener(event, listener, true);
}
