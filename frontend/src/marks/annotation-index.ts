/** The annotations of one source, found by id and by section of its text. */
import type { AreaMark } from '../api/areas.ts';
import type { Annotation } from '../api/types.ts';
import type { Book } from '../reader/book.ts';
import { overlap, type Span } from '../reader/spans.ts';

/** An annotation whose passage has its place in the text. */
export type Placed = Annotation & Span;

export const isPlaced = (annotation: Annotation): annotation is Placed =>
  annotation.start !== null && annotation.end !== null;

/** Made once for each annotation: what is measured of a passage is kept by it. */
const severalPassages = new WeakMap<Placed, readonly Span[]>();

/** The passages of an annotation, in the order in which they are quoted. */
export function passagesOf(annotation: Placed): readonly Span[] {
  if (annotation.more.length === 0) return [annotation];
  let passages = severalPassages.get(annotation);
  if (!passages) {
    const { start, end, more } = annotation;
    passages = [[start, end], ...more].map(([from = 0, to = 0]) => ({ start: from, end: to }));
    severalPassages.set(annotation, passages);
  }
  return passages;
}

/** An annotation as one for each of its passages, for what draws it. */
export function piecesOf(annotation: Placed): readonly Placed[] {
  if (annotation.more.length === 0) return [annotation];
  return passagesOf(annotation).map(({ start, end }) => ({ ...annotation, start, end }));
}

/** An annotation on an area whose page or picture is one of the text in use. */
export type OnArea = Annotation & { area: AreaMark & { at: number } };

export type WithArea = Annotation & { area: AreaMark };

const hasArea = (annotation: Annotation): annotation is WithArea => annotation.area !== null;

export const isOnArea = (annotation: Annotation): annotation is OnArea =>
  annotation.area !== null && annotation.area.at !== null;

/** Where an annotation stands: its passage, or the place of its page or picture. */
export function standsAt(annotation: Annotation): Span | undefined {
  if (isPlaced(annotation)) return annotation;
  if (!isOnArea(annotation)) return undefined;
  return { start: annotation.area.at, end: annotation.area.at + 1 };
}

/** Where an annotation stands in a part of the text: its first passage there. */
export function standsIn(annotation: Annotation, part: Span): Span | undefined {
  if (!isPlaced(annotation) || annotation.more.length === 0) return standsAt(annotation);
  return passagesOf(annotation).find((passage) => overlap(passage, part)) ?? annotation;
}

export class AnnotationIndex {
  #book: Book;
  #byId = new Map<string, Annotation>();
  #bySection: Placed[][];
  /** The placed ones in the order of the text; kept so, since sorting 20,000 takes 10 ms. */
  #ordered: Placed[] = [];
  #counts = new Map<string, number>();
  /** Those on areas, in no order: they are few. */
  #withArea = new Map<string, WithArea>();

  constructor(book: Book) {
    this.#book = book;
    this.#bySection = book.sections.map(() => []);
  }

  /** Start anew with these. */
  replaceAll(annotations: readonly Annotation[]): void {
    this.#byId.clear();
    this.#counts.clear();
    this.#withArea.clear();
    for (const section of this.#bySection) section.length = 0;
    this.#ordered = annotations.filter(isPlaced).sort(inTextOrder);
    for (const annotation of annotations) this.#file(annotation);
  }

  /** Add an annotation or put it in the place of the one with its id; gives the sections to redraw. */
  put(annotation: Annotation): number[] {
    const before = this.remove(annotation.id);
    if (isPlaced(annotation)) this.#ordered.splice(this.#positionOf(annotation), 0, annotation);
    return [...new Set([...before, ...this.#file(annotation)])];
  }

  /** Take an annotation out; gives the sections to redraw. */
  remove(id: string): number[] {
    const annotation = this.#byId.get(id);
    if (!annotation) return [];
    this.#byId.delete(id);
    this.#withArea.delete(id);
    this.#count(annotation, -1);
    if (!isPlaced(annotation)) return [];
    this.#ordered.splice(this.#positionOf(annotation), 1);
    const sections = this.#sectionsOfAll(annotation);
    for (const index of sections) {
      this.#bySection[index] = this.inSection(index).filter((other) => other.id !== id);
    }
    return sections;
  }

  get(id: string): Annotation | undefined {
    return this.#byId.get(id);
  }

  /** Those whose passage touches a section, in no order. */
  inSection(index: number): readonly Placed[] {
    return this.#bySection[index] ?? [];
  }

  /** The passages in a section, each as an annotation of its own, in no order. */
  piecesIn(index: number): readonly Placed[] {
    const here = this.inSection(index);
    if (here.every(({ more }) => more.length === 0)) return here;
    const section = this.#book.sections[index];
    return here.flatMap(piecesOf).filter((piece) => section && overlap(piece, section));
  }

  /** How many there are, placed or not. */
  get size(): number {
    return this.#byId.size;
  }

  /** How many marks each pen has made. */
  countByPen(): ReadonlyMap<string, number> {
    return new Map(this.#counts);
  }

  /** Those whose passage holds an offset, in no order. */
  at(offset: number): Placed[] {
    const here = this.inSection(this.#book.sectionAt(offset));
    return here.filter((mark) =>
      passagesOf(mark).some(({ start, end }) => start <= offset && offset < end),
    );
  }

  /** Those that touch a span, in the order of the text. */
  touching(span: Span): Placed[] {
    const found = this.#sectionsOf(span).flatMap((index) => this.inSection(index));
    const touching = found.filter((mark) => passagesOf(mark).some((one) => overlap(one, span)));
    return [...new Set(touching)].sort(inTextOrder);
  }

  /** Those without a place in the text; of one just made the place is not known yet. */
  unplaced(): Annotation[] {
    if (this.#ordered.length === this.#byId.size) return [];
    return [...this.#byId.values()].filter(
      (annotation) => !standsAt(annotation) && annotation.area?.words !== '',
    );
  }

  /** Those on areas, in the order of the text. */
  onAreas(): OnArea[] {
    return this.withArea().filter(isOnArea).sort(inOrder);
  }

  /** Those with an area, also where its place is not known, in no order. */
  withArea(): WithArea[] {
    return [...this.#withArea.values()];
  }

  /** Those that touch a span or whose page or picture stands there, in the order of the text. */
  around(span: Span): Annotation[] {
    const touching = this.touching(span);
    const here = this.onAreas().filter(({ area: { at } }) => span.start <= at && at < span.end);
    return here.length === 0 ? touching : [...touching, ...here].sort(inOrder);
  }

  /** All that stand somewhere, in the order of the text. */
  all(): readonly Annotation[] {
    const onAreas = this.onAreas();
    return onAreas.length === 0 ? this.#ordered : [...this.#ordered, ...onAreas].sort(inOrder);
  }

  /** The how manieth of the placed ones it is, from 1; 0 for one without a place in the text. */
  rank(annotation: Annotation): number {
    return isPlaced(annotation) ? this.#positionOf(annotation) + 1 : 0;
  }

  /** All placed ones in the order of the text. */
  ordered(): readonly Placed[] {
    return this.#ordered;
  }

  /** Enter an annotation by id, pen and section; gives its sections. */
  #file(annotation: Annotation): number[] {
    this.#byId.set(annotation.id, annotation);
    this.#count(annotation, 1);
    if (hasArea(annotation)) this.#withArea.set(annotation.id, annotation);
    if (!isPlaced(annotation)) return [];
    const sections = this.#sectionsOfAll(annotation);
    for (const index of sections) this.#bySection[index]?.push(annotation);
    return sections;
  }

  #count({ pen }: Annotation, by: 1 | -1): void {
    this.#counts.set(pen, (this.#counts.get(pen) ?? 0) + by);
  }

  /** Where an annotation stands, or would stand, among the ordered ones. */
  #positionOf(annotation: Placed): number {
    let low = 0;
    let high = this.#ordered.length;
    while (low < high) {
      const middle = (low + high) >> 1;
      const other = this.#ordered[middle];
      if (other && inTextOrder(other, annotation) < 0) low = middle + 1;
      else high = middle;
    }
    return low;
  }

  #sectionsOfAll(annotation: Placed): number[] {
    if (annotation.more.length === 0) return this.#sectionsOf(annotation);
    return [...new Set(passagesOf(annotation).flatMap((span) => this.#sectionsOf(span)))];
  }

  #sectionsOf(span: Span): number[] {
    if (this.#book.sections.length === 0) return [];
    const first = this.#book.sectionAt(span.start);
    if (span.end <= (this.#book.sections[first]?.end ?? 0)) return [first];
    const last = this.#book.sectionAt(Math.max(span.start, span.end - 1));
    return Array.from({ length: last - first + 1 }, (_, i) => first + i);
  }
}

/** How many of some annotations each pen has made. */
export function countByPen(annotations: readonly Annotation[]): ReadonlyMap<string, number> {
  const counts = new Map<string, number>();
  for (const { pen } of annotations) counts.set(pen, (counts.get(pen) ?? 0) + 1);
  return counts;
}

/** Order placed annotations as they stand in the text. */
export function inTextOrder(one: Placed, other: Placed): number {
  return one.start - other.start || one.end - other.end || compare(one.id, other.id);
}

/** The same with those on areas, which come before the passages that begin where they stand. */
export function inOrder(one: Annotation, other: Annotation): number {
  const [here, there] = [standsAt(one), standsAt(other)];
  if (!here || !there) return compare(one.id, other.id);
  const down = (one.area?.rectangle.y ?? -1) - (other.area?.rectangle.y ?? -1);
  return here.start - there.start || down || here.end - there.end || compare(one.id, other.id);
}

const compare = (one: string, other: string) => (one === other ? 0 : one < other ? -1 : 1);
