// Every sentence of the screen, in one file, ready for translation. Words as in the manual.

const count = (n: number, one: string, many: string): string =>
  `${n.toLocaleString('en-GB')} ${n === 1 ? one : many}`;

export const strings = {
  ui: {
    program: 'Glossator',
    skip: 'Skip to the page',
    library: 'Library',
    notes: 'Notes',
    pens: 'Pens',
    pages: 'Pages',
    close: 'Close',
    cancel: 'Cancel',
    save: 'Save',
    keys: 'Keys',
    undo: 'Undo',
    redo: 'Redo',
    undoLabel: (label: string) => (label ? `Undo: ${label}` : 'Nothing to undo'),
    redoLabel: (label: string) => (label ? `Redo: ${label}` : 'Nothing to redo'),
    theme: 'Light and dark',
    themes: {
      system: 'As the system',
      light: 'Light',
      dark: 'Dark',
      sepia: 'Sepia',
      contrast: 'High contrast',
    },
    saved: 'Saved',
    pending: (n: number) => `${count(n, 'change', 'changes')} not saved yet`,
    away: (n: number) =>
      `${count(n, 'change', 'changes')} not saved yet: the program is not running`,
    readOnly: 'Read only',
    opening: 'Opening…',
    unknownPage: 'There is no such page.',
    toLibrary: 'Go to the library.',
    broken: 'This page stopped working. What you marked and wrote is kept.',
    reload: 'Load it again',
  },
} as const;
