// What every key does: the sheet under "?" shows these, and the manual lists them.

import type { Scope } from './keymap.svelte.ts';

/** A key of the program as it comes, and what it does. */
export interface KeyRow {
  readonly key: string;
  readonly does: string;
  /** Cannot be changed here: it is everywhere the same, or is changed elsewhere. */
  readonly fixed?: boolean;
}

export interface KeyGroup {
  readonly title: string;
  readonly scope: Scope;
  readonly rows: readonly KeyRow[];
}

const row = (key: string, does: string): KeyRow => ({ key, does });
const fixed = (key: string, does: string): KeyRow => ({ key, does, fixed: true });

export const keyStrings = {
  title: 'Keys',
  single: 'Single keys are commands',
  singleHint: 'When this is off, the same keys work together with Alt.',
  change: (does: string, key: string) => `${does}: ${key}. Change`,
  hint: 'Press a key here to give its command another one.',
  press: 'Press a key…',
  pressHint: 'Esc leaves it as it is.',
  taken: (key: string, does: string) => `${key} is in use: ${does}. Press another key.`,
  reserved: (key: string) => `${key} is kept for moving about. Press another key.`,
  changed: (does: string, key: string) => `${does}: now ${key}.`,
  reset: 'Reset',
  resetOne: (does: string) => `Reset the key for: ${does}`,
  resetAll: 'Reset all keys',
  resetDone: 'All keys are as they come with the program.',
  names: {
    ArrowLeft: '←',
    ArrowRight: '→',
    ArrowUp: '↑',
    ArrowDown: '↓',
    PageUp: 'Page ↑',
    PageDown: 'Page ↓',
    Escape: 'Esc',
    ' ': 'Space',
  } as Readonly<Record<string, string>>,
} as const;

/** On every page. */
const everywhere: KeyGroup = {
  title: 'Everywhere',
  scope: 'everywhere',
  rows: [
    row('H', 'History: what was done, and the way back'),
    fixed('Ctrl+z', 'Undo; with Shift, redo'),
  ],
};

const text: readonly KeyGroup[] = [
  {
    title: 'Marking',
    scope: 'reader',
    rows: [
      fixed('1 … 9 0', 'Mark with that pen, or take it in hand. Set in the pen case'),
      row('n', 'Next sentence'),
      row('p', 'Previous sentence'),
      row('N', 'Extend the selection by a sentence'),
      fixed('Shift+← →', 'Adjust the selection'),
      row('Delete', 'Erase the mark'),
      row('<', 'End the mark a word earlier'),
      row('>', 'End the mark a word later'),
      row('Alt+<', 'Begin the mark a word earlier'),
      row('Alt+>', 'Begin the mark a word later'),
      row('u', 'Undo'),
      row('U', 'Redo'),
      fixed('Escape', 'Drop the pen, the selection or the mark'),
    ],
  },
  {
    title: 'On the mark',
    scope: 'reader',
    rows: [
      row('e', 'Own words'),
      row('c', 'Comment'),
      row('t', 'Topics'),
      row('l', 'Link it to another mark'),
      row('+', 'Add the selection as a further passage'),
      row('!', 'Importance, from none to crucial and round'),
      row('q', 'The question is answered, or open again'),
      row('.', 'Next of the marks that lie over one another'),
      row('r', 'Review proposals: a accepts, x dismisses, j and k go on and back'),
      row('R', 'Always propose a pen for what is selected'),
      row('m', 'List of all marks'),
      row('P', 'Mark a passage of the printed book'),
      row('[', 'Previous mark'),
      row(']', 'Next mark'),
    ],
  },
  {
    title: 'Finding and going',
    scope: 'reader',
    rows: [
      row('/', 'Find in the text'),
      row('F3', 'Next hit'),
      row('Shift+F3', 'Previous hit'),
      row('g', 'Go to a page or paragraph'),
      row('Alt+ArrowLeft', 'Back to where you were'),
      row('Alt+ArrowRight', 'Forward again'),
      row('b', 'Brief of this source'),
      row('o', 'Outline of the course'),
    ],
  },
  {
    title: 'What is shown',
    scope: 'reader',
    rows: [
      row(',', 'Typeface, size, colours'),
      row('f', 'Only the text and your words; again, only the text'),
      row('B', 'Another source beside this one'),
      row('F6', 'The other of two sources'),
      fixed('Ctrl+`', 'The other of two sources'),
      row('v', 'Pages as printed'),
      row('V', 'Pages beside the text, or instead of it'),
      row('k', 'Correct what was read from the file'),
      row('?', 'These keys'),
    ],
  },
];

const pages: KeyGroup = {
  title: 'While pages are shown',
  scope: 'pages',
  rows: [
    row('+', 'Larger'),
    row('-', 'Smaller'),
    row('w', 'Fit the width'),
    row('f', 'Fit the page'),
    row('d', 'Two pages beside one another'),
    row('m', 'All pages, small'),
    row('a', 'Draw an area on a page or picture'),
    row('PageUp', 'Previous page'),
    row('PageDown', 'Next page'),
  ],
};

export const readerKeys: readonly KeyGroup[] = [...text, pages, everywhere];

export const libraryKeys: readonly KeyGroup[] = [
  {
    title: 'Sources',
    scope: 'library',
    rows: [
      row('j', 'Next source'),
      row('k', 'Previous source'),
      fixed('Enter', 'Open the source'),
      row('b', 'Its brief'),
      row('/', 'Filter sources'),
      row('i', 'Import files'),
      row('?', 'These keys'),
    ],
  },
  {
    title: 'Several at once',
    scope: 'library',
    rows: [
      row('x', 'Choose the source'),
      row('X', 'Choose all from the last one'),
      fixed('Ctrl+a', 'Choose all sources shown'),
      fixed('Escape', 'Choose none'),
      row('e', 'Archive what is chosen'),
      row('Delete', 'Delete what is chosen'),
    ],
  },
  everywhere,
];

const lines: KeyGroup = {
  title: 'Lines',
  scope: 'notes',
  rows: [
    row('j', 'Next line'),
    row('k', 'Previous line'),
    fixed('Enter', 'Open its place in the text'),
    row('e', 'Write your own words'),
    row('q', 'Show or hide its quote'),
    row('Q', 'Show or hide all quotes'),
    row('p', 'See its passage in its place, here'),
    row('c', 'Copy it with what it is cited by'),
    row('o', 'Write your own text under it'),
    row('h', 'Hide the line here'),
    fixed('Alt+↑ ↓', 'Move it up or down'),
    row('?', 'These keys'),
  ],
};

const topics: KeyGroup = {
  title: 'Topics',
  scope: 'notes',
  rows: [
    row('t', 'Topics of the line'),
    row('a', 'Add a topic'),
    fixed('Alt+↑ ↓', 'Move the topic up or down'),
    fixed('Alt+← →', 'Outdent or indent the topic'),
    fixed('m', 'Merge the topic into another'),
    fixed('s', 'Split the topic'),
    fixed('Delete', 'Delete the topic'),
  ],
};

export const briefKeys: readonly KeyGroup[] = [lines, everywhere];
export const outlineKeys: readonly KeyGroup[] = [lines, topics, everywhere];

export const penKeys: readonly KeyGroup[] = [
  {
    title: 'Pens',
    scope: 'pens',
    rows: [
      row('j', 'Next pen'),
      row('k', 'Previous pen'),
      row('a', 'Add a pen'),
      fixed('Alt+↑ ↓', 'Move the pen'),
      row('?', 'These keys'),
    ],
  },
  everywhere,
];
