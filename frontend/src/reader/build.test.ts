import { describe, expect, test } from 'vitest';
import type { Block } from '../api/types.ts';
import { buildBlock, type Additions, type BuiltBlock } from './build.ts';
import { offsetMap } from './offset-map.ts';

const block = (text: string, more: Partial<Block> = {}): Block => ({
  kind: 'paragraph',
  start: 100,
  text,
  level: 0,
  label: '',
  markers: [],
  styles: [],
  images: [],
  table: null,
  sure: 100,
  continues: false,
  ...more,
});

const nothing: Additions = {
  pages: [],
  segments: [],
  pageName: (label) => `Page ${label}`,
  tableName: 'Table',
  pictures: { address: ({ name }) => `/images/${name}`, unnamed: 'Picture' },
};

function built(made: Block, additions: Partial<Additions> = {}): BuiltBlock {
  const result = buildBlock(made, { ...nothing, ...additions });
  if (!result) throw new Error('Furniture is not built.');
  document.body.replaceChildren(result.element);
  return result;
}

const markup = (element: Element): string =>
  new XMLSerializer()
    .serializeToString(element)
    .replace(' xmlns="http://www.w3.org/1999/xhtml"', '');

/** The place of an offset, as the text after it. */
function after(result: BuiltBlock, offset: number): string | undefined {
  const map = offsetMap(() => result);
  map.add(result.pieces);
  const place = map.placeOf(offset, 'start');
  return place && place.node.data.slice(place.offset);
}

test('a plain block is one text node', () => {
  const { element, pieces } = built(block('Killing is wrong.'));
  expect(markup(element)).toBe('<p class="paragraph">Killing is wrong.</p>');
  expect(pieces).toHaveLength(1);
});

test('running heads and page numbers are not shown', () => {
  expect(buildBlock(block('214', { kind: 'page-number' }), nothing)).toBeUndefined();
});

test('words of a book are text, whatever they look like', () => {
  const { element } = built(block('<img src=x onerror=alert(1)>'));
  expect(element.children).toHaveLength(0);
});

test('inline styles and footnote calls become elements around their words', () => {
  const made = block('See Hawkins.3 It is so.', {
    styles: [{ kind: 'italic', start: 104, end: 111 }],
    markers: [{ kind: 'footnote-call', start: 112, end: 113, label: '3', target: 500 }],
  });
  expect(markup(built(made).element)).toContain(
    'See <em>Hawkins</em>.<a class="footnote-call" href="?at=500" data-offset="500">3</a> It is so.',
  );
});

test('a page begins before its first character and adds no character', () => {
  const { element } = built(block('one two'), { pages: [{ start: 104, label: '215' }] });
  expect(element.textContent).toBe('one two');
  expect(element.querySelector('.page-start')?.nextSibling?.textContent).toBe('two');
});

test('marks drawn as elements are nested, the newest inside', () => {
  const drawn = (pen: string) => ({ id: pen, pen, created: '', start: 100, end: 103 });
  const segments = [{ start: 100, end: 103, stack: [drawn('new'), drawn('old')] }];
  expect(markup(built(block('one two'), { segments }).element)).toContain(
    '<mark data-pen="old" data-depth="1"><mark data-pen="new" data-depth="0">one</mark></mark> two',
  );
});

test('a label that the words begin with is not shown twice', () => {
  const item = { kind: 'list-item', level: 1 };
  expect(built(block('(1) whether', { ...item, label: '(1)' })).element.dataset['label']).toBe(
    undefined,
  );
  expect(built(block('whether', { ...item, label: '1' })).element.dataset['label']).toBe('1.');
});

test('a number or a bullet that the words do not begin with is shown before them', () => {
  const shown = (text: string, label: string) =>
    built(block(text, { label })).element.dataset['label'];
  expect(shown('12 months later he fell.', '1.')).toBe('1.');
  expect(shown('He fell.', '[23]')).toBe('[23]');
  expect(shown('He fell.', '•')).toBe('•');
  expect(shown('• He fell.', '•')).toBe(undefined);
});

describe('a picture', () => {
  const sentence = (label: string) =>
    block('The seal \ufffc hangs.', {
      markers: [{ kind: 'image', start: 109, end: 110, label, target: null }],
      images: [{ start: 109, name: 'abc', width: 40, height: 30, area: null }],
    });

  test('has its size, its description and its place before it comes', () => {
    const picture = built(sentence('A heron')).element.querySelector('img');
    expect(picture && [picture.width, picture.height, picture.alt]).toEqual([40, 30, 'A heron']);
    expect(picture?.getAttribute('src')).toBe('/images/abc');
    expect(built(sentence('')).element.querySelector('img')?.alt).toBe('Picture');
  });

  test('keeps its sign in the offsets and hides it from those who listen', () => {
    const result = built(sentence(''));
    expect(after(result, 109)).toBe('\ufffc');
    expect(after(result, 110)).toBe(' hangs.');
    expect(result.element.querySelector('.image [aria-hidden]')?.textContent).toBe('\ufffc');
  });

  test('that was left out has its name in its place, which is no word of the text', () => {
    const made = sentence('A heron');
    made.images = [{ start: 109, name: '', width: 0, height: 0, area: null }];
    const { element } = built(made);
    expect(element.querySelector<HTMLElement>('.left-out')?.dataset['name']).toBe('A heron');
    expect(element.textContent).toBe('The seal \ufffc hangs.');
  });

  test('that is a part of a page is as large as on paper', () => {
    const area = { page_index: 2, x: 10, y: 20, width: 72, height: 36 };
    const made = block('\ufffc', {
      markers: [{ kind: 'image', start: 100, end: 101, label: '', target: null }],
      images: [{ start: 100, name: '', width: 0, height: 0, area }],
    });
    const { element } = built(made);
    expect(element.className).toBe('figure paragraph');
    expect(element.querySelector('img')?.width).toBe(96);
  });
});

describe('a table', () => {
  const spanning = block('Year\tCases\t\n\tWon\tLost\n1884\t12\t3', {
    kind: 'table',
    table: {
      header_rows: 2,
      spans: [
        { row: 0, column: 0, rows: 2, columns: 1 },
        { row: 0, column: 1, rows: 1, columns: 2 },
      ],
    },
  });

  test('has heads of columns, and cells over several rows and columns', () => {
    const { element } = built(spanning);
    expect(markup(element.querySelector('thead') ?? element)).toBe(
      '<thead><tr><th rowspan="2" scope="col">Year</th><th colspan="2" scope="colgroup">Cases</th></tr>' +
        '<tr><th scope="col">Won</th><th scope="col">Lost</th></tr></thead>',
    );
    expect(element.querySelectorAll('td')).toHaveLength(3);
  });

  test('leads every offset to its character, whichever cells are covered', () => {
    const result = built(spanning);
    for (const [words, offset] of [
      ['Won', 113],
      ['Lost', 117],
      ['1884', 122],
      ['3', 130],
    ] as const) {
      expect(after(result, offset)).toBe(words);
    }
  });

  test('with words in a covered cell shows them', () => {
    const span = { row: 0, column: 0, rows: 1, columns: 2 };
    const odd = block('a\tb', { kind: 'table', table: { header_rows: 0, spans: [span] } });
    expect(built(odd).element.textContent).toBe('ab');
  });
});

describe('offsets', () => {
  test('lead to their character past emoji, soft hyphens and styles', () => {
    const made = block('a👍 con\u00adtract end', {
      styles: [{ kind: 'italic', start: 103, end: 112 }],
    });
    const result = built(made);
    expect(after(result, 102)).toBe(' ');
    expect(after(result, 103)).toBe('con\u00adtract');
    expect(after(result, 113)).toBe('end');
  });

  test('come back from every place they lead to', () => {
    const made = block('a👍b cd👩‍⚖️ e', { styles: [{ kind: 'bold', start: 102, end: 106 }] });
    const result = built(made);
    const map = offsetMap(() => result);
    map.add(result.pieces);
    for (let offset = result.start; offset <= result.end; offset++) {
      for (const side of ['start', 'end'] as const) {
        const place = map.placeOf(offset, side);
        expect(place && map.offsetAt(place.node, place.offset)).toBe(offset);
      }
    }
  });

  test('of a place between elements are those of the next character', () => {
    const result = built(block('one two'), { pages: [{ start: 104, label: '215' }] });
    const map = offsetMap(() => result);
    map.add(result.pieces);
    expect(map.offsetAt(result.element, 1)).toBe(104);
    expect(map.offsetAt(result.element, 3)).toBe(107);
  });

  test('of table cells skip the tabs and line ends between them', () => {
    const table = built(block('Year\tCases\n1884\t12', { kind: 'table' }));
    expect(table.element.querySelectorAll('td')).toHaveLength(4);
    expect(after(table, 105)).toBe('Cases');
    expect(after(table, 116)).toBe('12');
  });
});
