/** Bringing a passage to letters, whole words or whole sentences, as the reader prefers. */
import type { Block } from '../api/types.ts';
import type { Book } from '../reader/book.ts';
import { pointLength, slicePoints } from '../reader/offsets.ts';
import { snapToWords } from '../reader/snap.ts';
import { holds, type Span } from '../reader/spans.ts';
import type { Snapping } from './preferences.ts';
import { sentencesOf } from './sentences.ts';

/** How far around an edge its word is looked for, in code points. */
const AROUND = 100;

/**
 * Extend a span so that no word (or sentence) is cut; undefined when nothing of it is shown.
 *
 * Words are those of Unicode TR 29, so that it holds for Chinese and Japanese, too.
 */
export function snapped(book: Book, span: Span, to: Snapping, language: string): Span | undefined {
  const shown = snapToWords(book, span);
  if (!shown || to === 'letters') return shown;
  const first = book.blockAt(shown.start);
  const last = book.blockAt(shown.end - 1);
  if (!first || !last) return shown;
  const around = to === 'words' ? wordAround : sentenceAround;
  const start = around(first, shown.start, language)?.start ?? shown.start;
  const end = around(last, shown.end - 1, language)?.end ?? shown.end;
  return snapToWords(book, { start, end });
}

/** The word that holds an offset; undefined between words. */
function wordAround(block: Block, offset: number, language: string): Span | undefined {
  const from = Math.max(block.start, offset - AROUND);
  const text = slicePoints(block.text, from - block.start, offset + AROUND - block.start);
  return wordsIn(text, from, language).find((word) => holds(word, offset));
}

const sentenceAround = (block: Block, offset: number, language: string): Span | undefined =>
  sentencesOf(block, language).find((sentence) => holds(sentence, offset));

/** The words of a text that begins at an offset. */
function wordsIn(text: string, offset: number, language: string): Span[] {
  const words: Span[] = [];
  let at = offset;
  for (const { segment, isWordLike } of segmenterOf(language).segment(text)) {
    const end = at + pointLength(segment);
    if (isWordLike) words.push({ start: at, end });
    at = end;
  }
  return words;
}

const segmenters = new Map<string, Intl.Segmenter>();

function segmenterOf(language: string): Intl.Segmenter {
  let segmenter = segmenters.get(language);
  if (!segmenter) {
    segmenter = new Intl.Segmenter(language || 'en', { granularity: 'word' });
    segmenters.set(language, segmenter);
  }
  return segmenter;
}

/** The places an edge can move to by keys, in a block: where letters, words or sentences end. */
export function edgesIn(
  block: Block,
  edge: 'start' | 'end',
  to: Snapping,
  language: string,
): number[] {
  const spans = { letters: lettersOf, words: printedWords, sentences: sentencesOf }[to];
  return spans(block, language).map((span) => span[edge]);
}

function lettersOf({ text, start }: Block): Span[] {
  let at = start;
  return Array.from(text, () => ({ start: at, end: ++at }));
}

/**
 * Words with their punctuation, as a mark takes them one by one.
 *
 * A script without spaces has no such words: there those of Unicode count.
 */
function printedWords({ text, start }: Block, language: string): Span[] {
  return [...text.matchAll(/\S+/gu)].flatMap((match) => {
    const from = start + pointLength(text.slice(0, match.index));
    const [word] = match;
    if (SPACELESS.test(word)) return withPunctuation(wordsIn(word, from, language), word, from);
    return [{ start: from, end: from + pointLength(word) }];
  });
}

/** Extend words over what is printed with them: closing signs after, opening ones before. */
function withPunctuation(words: readonly Span[], text: string, offset: number): Span[] {
  const end = offset + pointLength(text);
  const seams = words.slice(1).map(({ start }, i) => {
    const from = words[i]?.end ?? start;
    const between = slicePoints(text, from - offset, start - offset);
    const opening = /[\p{Ps}\p{Pi}]+$/u.exec(between)?.[0] ?? '';
    return start - pointLength(opening);
  });
  return words.map((_, i) => ({ start: seams[i - 1] ?? offset, end: seams[i] ?? end }));
}

const SPACELESS = /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Thai}]/u;
