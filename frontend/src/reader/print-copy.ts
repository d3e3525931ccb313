/** A copy of the text for paper: marks as lines under the words, letters and own words beside them. */
import type { Pen } from '../api/types.ts';
import { inTextOrder, piecesOf, type Placed } from '../marks/annotation-index.ts';
import type { BookView } from './book-view.ts';
import type { BuiltBlock } from './build.ts';
import { cssColour, lineColour, parseColour, type Ground } from './colours.ts';
import { segmentsOf } from './segments.ts';
import { overlap } from './spans.ts';

/** How far below the letters lines of each depth run. */
const OFFSETS = ['0.16em', '0.32em', '0.48em'];

/** White paper and black ink: a pale pen's line takes so much ink that grey print shows it. */
const PAPER: Ground = { paper: [255, 255, 255], ink: [0, 0, 0], fill: 0, line: 0.7 };

/** Make the copy of what has been fetched; O(text and marks). */
export function printCopy(
  view: BookView,
  marks: readonly Placed[],
  penById: ReadonlyMap<string, Pen>,
): HTMLElement {
  const copy = document.createElement('article');
  copy.className = 'book printed';
  const pieces = marks.flatMap(piecesOf).sort(inTextOrder);
  for (const [index, section] of view.book.sections.entries()) {
    const here = pieces.filter((piece) => overlap(piece, section));
    const { built: blocks, elements } = view.copyOf(index, segmentsOf(here));
    for (const built of blocks) {
      for (const mark of built.element.querySelectorAll('mark')) dress(mark, penById);
      for (const mark of marks) {
        if (built.start <= mark.start && mark.start < built.end) putNote(built, mark, penById);
      }
    }
    copy.append(...elements);
  }
  return copy;
}

function dress(mark: HTMLElement, penById: ReadonlyMap<string, Pen>): void {
  const pen = penById.get(mark.dataset['pen'] ?? '');
  mark.style.textDecorationLine = 'underline';
  mark.style.textDecorationStyle = pen?.stroke ?? 'solid';
  if (pen) mark.style.textDecorationColor = cssColour(lineColour(parseColour(pen.colour), PAPER));
  mark.style.textUnderlineOffset = OFFSETS[Number(mark.dataset['depth'])] ?? '0.16em';
}

/** A note floats to the margin from the line that its mark begins in. */
function putNote(built: BuiltBlock, mark: Placed, penById: ReadonlyMap<string, Pen>): void {
  const piece = built.pieces.find(({ start }) => start === mark.start) ?? built.pieces[0];
  let before: Node | undefined = piece?.node;
  while (before?.parentNode && before.parentNode !== built.element) before = before.parentNode;
  const note = document.createElement('span');
  note.className = 'print-note';
  const letter = note.appendChild(document.createElement('b'));
  letter.textContent = penById.get(mark.pen)?.letter ?? '';
  const words = [mark.own_words, mark.comment].filter(Boolean).join(' · ');
  if (words) note.append(' ', words);
  built.element.insertBefore(note, before ?? null);
}
