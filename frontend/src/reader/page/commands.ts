/** What the reader's keys do. */
import { library } from '../../lib/library-state.svelte.ts';
import { commandOf, type Command } from '../../marks/keys.ts';
import { chordOf } from '../../ui/chords.ts';
import { findKey } from '../../ui/find-key.svelte.ts';
import { keymap } from '../../ui/keymap.svelte.ts';
import { typing } from '../../ui/keys.ts';
import { navigate } from '../../ui/router.ts';
import { pageCommandOf } from '../page-view/keys.ts';
import { notesPath } from './notes-path.ts';
import type { ReaderState } from './reader-state.svelte.ts';
import type { ShownPages } from './shown-pages.svelte.ts';

export type Sheet = 'go-to' | 'keys' | 'correct' | 'marks' | 'printed';

/** What may be open over the text, besides finding. */
export type Shown = 'go-to' | 'keys' | 'look' | 'beside' | 'marks' | 'printed';

/** What keys do to the room around the text. */
export interface Room {
  open: (sheet: Sheet) => void;
  show: (what: Extract<Command, { do: 'show' }>['what']) => void;
  find: (step: 1 | -1) => void;
  /** Let go of the latest thing that is open; false where nothing is. */
  leave: () => boolean;
  change: () => void;
  /** Review what rules propose, or make a rule of what is selected. */
  rules: (what: Extract<Command, { do: 'rules' }>['what']) => void;
}

/** Do what a key asks for; keys in fields and dialogs are left alone. */
export function onKey(
  event: KeyboardEvent,
  reader: ReaderState,
  pages: ShownPages,
  room: Room,
): void {
  if (event.defaultPrevented || event.isComposing) return;
  if (findKey.isOurs && chordOf(event) === 'Ctrl+f') {
    event.preventDefault();
    room.show('find');
    return;
  }
  if (typing(event)) return;
  const command = commandOf(event, keymap.plain, (chord) => keymap.meant('reader', chord));
  if (!command || (pages.isOpen && isForPages(event))) return;
  event.preventDefault();
  run(command, reader, pages, room);
}

/** While pages are shown their keys go before the text's. */
const isForPages = (event: KeyboardEvent): boolean =>
  pageCommandOf(event, keymap.plain, (chord) => keymap.meant('pages', chord)) !== undefined;

type Doing = { [Name in Command['do']]: (command: Extract<Command, { do: Name }>) => unknown };

function run(command: Command, reader: ReaderState, pages: ShownPages, room: Room): void {
  const doing: Doing = {
    pen: ({ key }) => {
      const pen = reader.pens.find((each) => each.key === key);
      if (pen) reader.usePen(pen);
    },
    erase: () => reader.erase(),
    drop: () => room.leave() || reader.drop(),
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
    open: ({ what }) => open(what, reader, room.open),
    show: ({ what }) => room.show(what),
    find: ({ step }) => room.find(step),
    travel: ({ step }) => window.history.go(step),
    pane: () => room.change(),
    rules: ({ what }) => room.rules(what),
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
