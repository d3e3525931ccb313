/**
 * The words of a page as transparent text above its picture, so that a selection
 * there is the browser's own.
 *
 * Framework-free; sizes are multiples of `--pt`, the pixels of a point.
 */
import type { Piece } from '../build.ts';
import type { PageWord } from '../../api/pages.ts';

/** The height of letters in a box of a word: PDFium's boxes are a little lower than the type. */
const TYPE = 0.95;

/** Fill an element with words, a space between them; gives their text nodes. */
export function fillTextLayer(layer: HTMLElement, words: readonly PageWord[]): Piece[] {
  const pieces: Piece[] = [];
  const parts: Node[] = [];
  for (const word of words) {
    const span = document.createElement('span');
    const node = document.createTextNode(word.text);
    span.append(node);
    place(span, word);
    parts.push(span, document.createTextNode(' '));
    pieces.push({ node, start: word.start });
  }
  layer.replaceChildren(...parts);
  return pieces;
}

function place(span: HTMLElement, { x, y, width, height, text }: PageWord): void {
  const points = (value: number) => `calc(${value.toFixed(1)} * var(--pt))`;
  span.style.left = points(x);
  span.style.top = points(y);
  span.style.width = points(width);
  span.style.height = points(height);
  span.style.fontSize = points(Math.min(height * TYPE, (1.9 * width) / Math.max(1, text.length)));
}
