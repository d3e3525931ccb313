/** The marks of a page as shapes: what lies under the letters and beside them. */
import type { PagePart } from '../../api/pages.ts';
import { DEEPEST, segmentsOf, type Drawn } from '../segments.ts';
import type { PageWords } from './page-words.ts';

/** A stretch of one row in one pen. */
export interface Shape extends PagePart {
  readonly id: string;
  readonly pen: string;
  /** 0 for the newest mark, which is filled; lines of the others run lower. */
  readonly depth: number;
}

/** The letter of a mark, in the margin beside the row where it begins. */
export interface Letter {
  readonly id: string;
  readonly pen: string;
  readonly x: number;
  readonly y: number;
  readonly height: number;
}

/** How far from the type letters stand, and from one another, in points. */
const APART = 11;

export function shapesOf(words: PageWords, marks: readonly Drawn[]): Shape[] {
  return segmentsOf(marks).flatMap((segment) =>
    segment.stack
      .slice(0, DEEPEST)
      .flatMap(({ id, pen }, depth) =>
        words.rectsOf(segment).map((rect) => ({ ...rect, id, pen, depth })),
      ),
  );
}

/** The letters of the marks that begin on this page. */
export function lettersOf(words: PageWords, marks: readonly Drawn[], pageWidth: number): Letter[] {
  const left = Math.min(...words.words.map(({ x }) => x));
  const right = Math.max(...words.words.map(({ x, width }) => x + width));
  const taken = new Map<string, number>();
  return marks.flatMap((mark) => {
    if (mark.start < words.span.start) return [];
    const [first] = words.rectsOf(mark);
    if (!first) return [];
    const atLeft = first.x + first.width / 2 < pageWidth / 2 || first.x - left < APART;
    const place = `${atLeft} ${Math.round(first.y / APART)}`;
    const before = taken.get(place) ?? 0;
    taken.set(place, before + 1);
    const away = APART * (before + 1);
    const x = atLeft ? Math.max(2, left - away) : Math.min(pageWidth - 2, right + away);
    return [{ id: mark.id, pen: mark.pen, x, y: first.y, height: first.height }];
  });
}
