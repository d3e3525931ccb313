/** What the reader's keys do. */
import { library } from '../../lib/library-state.svelte.ts';
import { commandOf, type Command } from '../../marks/keys.ts';
import { plainKeys } from '../../marks/preferences.ts';
import { typing } from '../../ui/keys.ts';
import { navigate } from '../../ui/router.ts';
import { notesPath } from './notes-path.ts';
import type { ReaderState } from './reader-state.svelte.ts';
import type { ShownPages } from './shown-pages.svelte.ts';

export type Sheet = 'go-to' | 'keys' | 'correct' | 'marks' | 'printed';

/** Do what a key asks for; keys in fields and dialogs are left alone. */
export function onKey(
  event: KeyboardEvent,
  reader: ReaderState,
  pages: ShownPages,
  openSheet: (sheet: Sheet) => void,
): void {
  if (event.defaultPrevented || event.isComposing || typing(event)) return;
  const command = commandOf(event, plainKeys());
  if (!command) return;
  event.preventDefault();
  run(command, reader, pages, openSheet);
}

type Doing = { [Name in Command['do']]: (command: Extract<Command, { do: Name }>) => unknown };

function run(
  command: Command,
  reader: ReaderState,
  pages: ShownPages,
  openSheet: (sheet: Sheet) => void,
): void {
  const doing: Doing = {
    pen: ({ key }) => {
      const pen = reader.pens.find((each) => each.key === key);
      if (pen) reader.usePen(pen);
    },
    erase: () => reader.erase(),
    drop: () => reader.drop(),
    undo: () => library.undo(),
    redo: () => library.redo(),
    sentence: ({ to }) => reader.moveBySentence(to),
    mark: ({ to }) => reader.moveByMark(to === 'next' ? 1 : -1),
    write: ({ what }) => reader.startWriting(what),
    resize: (how) => reader.passages.resize(how),
    'add-passage': () => reader.passages.add(),
    cycle: () => reader.pile.cycle(),
    importance: () => reader.statements.cycleImportance(),
    answered: () => reader.statements.toggleAnswered(),
    open: ({ what }) => open(what, reader, openSheet),
    pages: ({ what }) => (what === 'open' ? pages.toggle() : pages.toggleBeside()),
  };
  const act = doing[command.do] as (command: Command) => unknown;
  act(command);
}

function open(
  what: Extract<Command, { do: 'open' }>['what'],
  reader: ReaderState,
  openSheet: (sheet: Sheet) => void,
): void {
  if (what !== 'brief' && what !== 'outline') {
    openSheet(what);
    return;
  }
  const path = notesPath(reader.source, what);
  if (!path) return;
  if (what === 'brief') reader.learnt('brief');
  navigate(path);
}
