/**
 * Sentences of legal prose, for the sentence cursor.
 *
 * `Intl.Segmenter` (Unicode TR 29) breaks after "v.", "No." or "U.S."; pieces
 * that end so are joined to the next. Where both are possible ("Inc. The court")
 * the break stands.
 */
import type { Block } from '../api/types.ts';
import { pointLength, unitsBefore } from '../reader/offsets.ts';
import type { Span } from '../reader/spans.ts';

const NEVER_LAST = new RegExp(
  String.raw`(?:^|[\s(\[“"‘'])(?:` +
    [
      'vs?|nos?|mr|mrs|ms|dr|prof|hon|messrs|rev|gen|sen|rep|st',
      'arts?|secs?|paras?|cls?|regs?|pp?|ch|vol|fig|cf|e\\.g|i\\.e|viz|ex|rel|see|eq',
      '(?:[a-z]\\.)*[a-z]', // initials: "U.S.", "J. Smith", "L. Ed."
    ].join('|') +
    String.raw`)\.\s*$`,
  'iu',
);
/** "§ 2." and "12.": the number of what follows. */
const NUMBER_ONLY = /(?:^|\s)(?:§+\s*[\w.-]*\w|^\(?[\divxlc]{1,4}\)?)\.\s*$/u;
/** A short name of a reporter or court before a number: "Ct. 705", "Supp. 2d". */
const REPORTER = /(?:^|\s)[A-Z][\w.]{0,5}\.\s*$/u;
const GOES_ON = /^[\s“"‘'([]*[\p{Ll},;:]/u;

const kept = new WeakMap<Block, readonly Span[]>();

/** The sentences of a block in order, without the white space around them. */
export function sentencesOf(block: Block, language = ''): readonly Span[] {
  let spans = kept.get(block);
  if (!spans) {
    spans = spansIn(block, language);
    kept.set(block, spans);
  }
  return spans;
}

function spansIn(block: Block, language: string): Span[] {
  const spans: Span[] = [];
  let at = block.start;
  for (const piece of split(withoutMarkers(block), language)) {
    const before = pointLength(piece) - pointLength(piece.trimStart());
    const length = pointLength(piece.trim());
    if (length > 0) spans.push({ start: at + before, end: at + before + length });
    at += pointLength(piece);
  }
  return spans;
}

/**
 * The text with its markers blanked: "held.3 The" would not be seen as two sentences.
 *
 * So are the line ends of a block that was joined from several: a sentence may go over them.
 */
function withoutMarkers(block: Block): string {
  let text = block.kind === 'table' ? block.text : block.text.replaceAll('\n', ' ');
  for (const { start, end } of block.markers) {
    const from = unitsBefore(block.text, start - block.start);
    const to = unitsBefore(block.text, end - block.start);
    // Astral characters do not occur in labels; if one did, places would shift: leave it.
    if (to - from === end - start)
      text = text.slice(0, from) + ' '.repeat(to - from) + text.slice(to);
  }
  return text;
}

/** Split a text into sentences that join to the whole again. */
export function split(text: string, language = ''): string[] {
  const segmenter = new Intl.Segmenter(language || 'en', { granularity: 'sentence' });
  const sentences: string[] = [];
  for (const { segment } of segmenter.segment(text)) {
    const last = sentences.at(-1);
    if (last !== undefined && belongTogether(last, segment)) {
      sentences[sentences.length - 1] = last + segment;
    } else sentences.push(segment);
  }
  return sentences;
}

function belongTogether(before: string, after: string): boolean {
  if (before.trim() === '' || GOES_ON.test(after)) return true;
  if (NEVER_LAST.test(before) || NUMBER_ONLY.test(before)) return true;
  return REPORTER.test(before) && /^[\s(]*\d/.test(after);
}
