/** The words of a page with their boxes: from passages to places on the page and back. */
import type { PagePart, PageWord } from '../../api/pages.ts';
import { pointLength } from '../offsets.ts';
import type { Span } from '../spans.ts';

interface Placed extends PageWord {
  readonly end: number;
  /** Which row of type of the page. */
  readonly row: number;
}

/** Words of one row stand at one height, and no further apart than this many times it. */
const WIDEST_SPACE = 2.5;
/** How much farther a place above or below counts than one beside. */
const STEEPNESS = 4;

export class PageWords {
  readonly words: readonly Placed[];
  /** From the first to the last of them; other pages' words may stand between. */
  readonly span: Span;

  constructor(words: readonly PageWord[]) {
    const placed: Placed[] = [];
    for (const word of words) {
      const before = placed.at(-1);
      const row = before ? before.row + (inOneRow(before, word) ? 0 : 1) : 0;
      placed.push({ ...word, end: word.start + pointLength(word.text), row });
    }
    this.words = placed;
    this.span = {
      start: placed[0]?.start ?? 0,
      end: placed.reduce((end, word) => Math.max(end, word.end), 0),
    };
  }

  /** Where a passage stands on this page: a box for each row it runs over. */
  rectsOf({ start, end }: Span): PagePart[] {
    const rects: (PagePart & { row: number })[] = [];
    for (const word of this.words) {
      if (word.end <= start || word.start >= end) continue;
      const piece = clipped(word, start, end);
      const open = rects.at(-1);
      if (open?.row === word.row) join(open, piece);
      else rects.push({ ...piece, row: word.row });
    }
    return rects.map(({ x, y, width, height }) => ({ x, y, width, height }));
  }

  /** The offset nearest to a place on the page; undefined on a page without words. */
  offsetAt(x: number, y: number): number | undefined {
    const word = this.#nearest(x, y);
    if (!word) return undefined;
    const share = Math.min(1, Math.max(0, (x - word.x) / (word.width || 1)));
    return word.start + Math.round(share * (word.end - word.start));
  }

  /** The word at a place; undefined where there is none. */
  wordAt(x: number, y: number): Span | undefined {
    const word = this.#nearest(x, y);
    return word && distance(word, x, y) === 0 ? { start: word.start, end: word.end } : undefined;
  }

  /** The first word below a height, in the order of the text. */
  firstBelow(y: number): number | undefined {
    const below = this.words.find((word) => word.y + word.height / 2 >= y);
    return below?.start ?? this.words.at(-1)?.start;
  }

  #nearest(x: number, y: number): Placed | undefined {
    let [nearest, least]: [Placed | undefined, number] = [undefined, Infinity];
    for (const word of this.words) {
      const far = distance(word, x, y);
      if (far < least) [nearest, least] = [word, far];
    }
    return nearest;
  }
}

function inOneRow(before: PageWord, word: PageWord): boolean {
  const overlap =
    Math.min(before.y + before.height, word.y + word.height) - Math.max(before.y, word.y);
  const height = Math.min(before.height, word.height);
  const space = word.x - (before.x + before.width);
  const tallest = Math.max(before.height, word.height);
  return overlap > height / 3 && space > -tallest && space < WIDEST_SPACE * tallest;
}

/** The part of a word's box that a passage covers, as if all letters were equally wide. */
function clipped(word: Placed, start: number, end: number): PagePart {
  const length = word.end - word.start || 1;
  const from = Math.max(0, start - word.start) / length;
  const to = Math.min(length, end - word.start) / length;
  const { x, y, width, height } = word;
  return { x: x + from * width, y, width: (to - from) * width, height };
}

function join(rect: PagePart, other: PagePart): void {
  const right = Math.max(rect.x + rect.width, other.x + other.width);
  const bottom = Math.max(rect.y + rect.height, other.y + other.height);
  rect.x = Math.min(rect.x, other.x);
  rect.y = Math.min(rect.y, other.y);
  rect.width = right - rect.x;
  rect.height = bottom - rect.y;
}

/** How far a place is from a word's box: 0 inside of it. */
function distance(word: PageWord, x: number, y: number): number {
  const beside = Math.max(word.x - x, 0, x - word.x - word.width);
  const above = Math.max(word.y - y, 0, y - word.y - word.height);
  return beside + STEEPNESS * above;
}
