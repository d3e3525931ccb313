/** What a reader means by "this": the block, the word and the page that corrections are about. */
import type { Block, SourceView } from '../api/types.ts';
import { selectedSpan } from '../marks/selection.ts';
import { pageAt, pinpointAt } from '../marks/places.ts';
import type { BookView } from '../reader/book-view.ts';
import { blockEnd } from '../reader/book.ts';
import { slicePoints } from '../reader/offsets.ts';

export interface Aim {
  readonly block: Block;
  /** The first words of the block. */
  readonly words: string;
  /** Where it could be split, and the words that the new block would begin with. */
  readonly split: { readonly start: number; readonly words: string } | undefined;
  /** Where a number that is set holds from: the beginning of the page, else of the block. */
  readonly numbered: number;
  /** How the place is cited now, "" for not at all. */
  readonly cited: string;
}

const WORDS_SHOWN = 90;
const WORDS_OF_SPLIT = 30;

/** Where the text cursor stands, selected or not; undefined where it is not in the text. */
export function cursorIn(view: BookView): number | undefined {
  const span = selectedSpan(view);
  if (span) return span.start;
  const { anchorNode, anchorOffset } = document.getSelection() ?? {};
  if (!anchorNode || anchorOffset === undefined || !view.root.contains(anchorNode)) {
    return undefined;
  }
  return view.map.offsetAt(anchorNode, anchorOffset);
}

/** Aim at an offset; undefined where no text has been fetched. `cursor` is where to split. */
export function aimAt(
  source: SourceView,
  view: BookView,
  offset: number,
  cursor: number | undefined,
): Aim | undefined {
  const block = view.book.blockAt(offset);
  if (!block) return undefined;
  const page = pageAt(source.pages, offset);
  return {
    block,
    words: wordsOf(block, block.start, WORDS_SHOWN),
    split: cursor === undefined ? undefined : splitAt(block, cursor),
    numbered: page?.start ?? block.start,
    cited: pinpointAt(source, offset),
  };
}

/** Inside of a block; also at the beginning of one that was joined with the text before it. */
function splitAt(block: Block, cursor: number): Aim['split'] {
  const first = block.continues ? block.start : block.start + 1;
  if (cursor < first || cursor >= blockEnd(block)) return undefined;
  const start = startOfWord(block, cursor);
  const words = wordsOf(block, start, WORDS_OF_SPLIT);
  return start >= first && words !== '' ? { start, words } : undefined;
}

/** The beginning of the word that an offset lies in, or of the next one. */
function startOfWord(block: Block, offset: number): number {
  const before = Array.from(slicePoints(block.text, 0, offset - block.start));
  const blank = before.findLastIndex((character) => character.trim() === '');
  const isBlankHere = slicePoints(block.text, offset - block.start, offset - block.start + 1);
  return isBlankHere.trim() === '' ? offset : block.start + blank + 1;
}

function wordsOf(block: Block, start: number, most: number): string {
  const text = slicePoints(block.text, start - block.start, blockEnd(block) - block.start);
  const words = text.replace(/\s+/g, ' ').trim();
  const characters = Array.from(words);
  return characters.length <= most ? words : characters.slice(0, most).join('').trimEnd() + '…';
}
