/** Tables: rows and cells from a text whose lines are rows and whose tabs part cells. */
import type { CellSpan } from '../api/book.ts';
import type { Block } from '../api/types.ts';
import { pointLength } from './offsets.ts';
import type { Span } from './spans.ts';

/** Characters: a cell with more is not squeezed to the width of its longest word. */
const FEW = 30;

/** A cell of the text: where its words stand. */
interface Cell extends Span {
  readonly row: number;
  readonly column: number;
}

/**
 * Build a table in a box of its own, in which a wide one scrolls.
 *
 * Tabs and line ends keep their offsets and are not shown. `fill` puts a
 * cell's words into its element.
 */
export function buildTable(
  block: Block,
  name: string,
  fill: (cell: HTMLElement, span: Span) => void,
): HTMLElement {
  const box = document.createElement('div');
  // It scrolls by the arrow keys, too.
  box.tabIndex = 0;
  box.setAttribute('role', 'group');
  box.setAttribute('aria-label', name);
  const table = box.appendChild(document.createElement('table'));
  const heads = block.table?.header_rows ?? 0;
  const covered = coveredCells(block.table?.spans ?? []);
  for (const [index, cells] of rowsOf(block).entries()) {
    const part = partOf(table, index < heads ? 'thead' : 'tbody');
    const row = part.appendChild(document.createElement('tr'));
    for (const cell of cells) {
      if (cell.start === cell.end && covered.has(keyOf(cell))) continue;
      const element = row.appendChild(cellElement(cell, block, heads));
      if (cell.end > cell.start) fill(element, cell);
    }
  }
  return box;
}

/** The last part of the table, if it is of this kind, else a new one. */
function partOf(table: HTMLElement, tag: 'thead' | 'tbody'): Element {
  const last = table.lastElementChild;
  return last?.localName === tag ? last : table.appendChild(document.createElement(tag));
}

function rowsOf(block: Block): Cell[][] {
  let start = block.start;
  return block.text.split('\n').map((line, row) =>
    line.split('\t').map((words, column) => {
      const cell = { row, column, start, end: start + pointLength(words) };
      start = cell.end + 1; // past the tab or the newline
      return cell;
    }),
  );
}

function cellElement(place: Cell, block: Block, heads: number): HTMLElement {
  const { row, column, start, end } = place;
  const isHead = row < heads && end > start; // an empty cell heads nothing
  const cell = document.createElement(isHead ? 'th' : 'td');
  if (end - start > FEW) cell.className = 'prose';
  const span = block.table?.spans.find((each) => each.row === row && each.column === column);
  if (span && span.columns > 1) cell.colSpan = span.columns;
  if (span && span.rows > 1) cell.rowSpan = span.rows;
  if (isHead) cell.scope = span && span.columns > 1 ? 'colgroup' : 'col';
  return cell;
}

/** The cells that a larger one covers. */
function coveredCells(spans: readonly CellSpan[]): Set<string> {
  const covered = new Set<string>();
  for (const { row, column, rows, columns } of spans) {
    for (let down = 0; down < rows; down++) {
      for (let right = 0; right < columns; right++) {
        if (down + right > 0) covered.add(keyOf({ row: row + down, column: column + right }));
      }
    }
  }
  return covered;
}

const keyOf = ({ row, column }: { row: number; column: number }): string => `${row} ${column}`;
