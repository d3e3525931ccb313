/** What the reader's keys do. */
import { library } from '../../lib/library-state.svelte.ts';
import { commandOf, type Command } from '../../marks/keys.ts';
import { plainKeys } from '../../marks/preferences.ts';
import { typing } from '../../ui/keys.ts';
import { navigate } from '../../ui/router.ts';
import { notesPath } from './notes-path.ts';
import type { ReaderState } from './reader-state.svelte.ts';

export type Sheet = 'go-to' | 'keys';

/** Do what a key asks for; keys in fields and dialogs are left alone. */
export function onKey(
  event: KeyboardEvent,
  reader: ReaderState,
  openSheet: (sheet: Sheet) => void,
): void {
  if (event.defaultPrevented || event.isComposing || typing(event)) return;
  const command = commandOf(event, plainKeys());
  if (!command || isButtonKey(event)) return;
  event.preventDefault();
  run(command, reader, openSheet);
}

/** Backspace and the like on a focused control are not meant for the text. */
const isButtonKey = ({ key, target }: KeyboardEvent): boolean =>
  key === 'Escape' &&
  target instanceof Element &&
  target.closest('[aria-expanded="true"]') !== null;

function run(command: Command, reader: ReaderState, openSheet: (sheet: Sheet) => void): void {
  switch (command.do) {
    case 'pen': {
      const pen = reader.pens.find(({ key }) => key === command.key);
      if (pen) reader.usePen(pen);
      break;
    }
    case 'erase':
      return reader.erase();
    case 'drop':
      return reader.drop();
    case 'undo':
      return void library.undo();
    case 'redo':
      return void library.redo();
    case 'sentence':
      return void reader.moveBySentence(command.to);
    case 'mark':
      return void reader.moveByMark(command.to === 'next' ? 1 : -1);
    case 'write':
      return reader.startWriting(command.what);
    case 'resize':
      return reader.resize(command);
    case 'open':
      return open(command.what, reader, openSheet);
  }
}

function open(
  what: Extract<Command, { do: 'open' }>['what'],
  reader: ReaderState,
  openSheet: (sheet: Sheet) => void,
): void {
  if (what === 'go-to' || what === 'keys') return openSheet(what);
  const path = notesPath(reader.source, what);
  if (!path) return;
  if (what === 'brief') reader.learnt('brief');
  navigate(path);
}
