// Notes, or a line of them, to the clipboard: plain words with what they are cited by.

import type { NotesScope } from '../api/client.ts';
import { getPlainText } from '../api/plain-text.ts';
import { announce, complain } from '../ui/notices.svelte.ts';
import { strings } from '../ui/strings.ts';

export async function copyNotes(form: string, scope: NotesScope): Promise<void> {
  await copy(form, scope, '', strings.notes.copied);
}

export async function copyLine(form: string, scope: NotesScope, line: string): Promise<void> {
  await copy(form, scope, line, strings.notes.copiedLine);
}

async function copy(form: string, scope: NotesScope, line: string, said: string): Promise<void> {
  try {
    const { text, left_out } = await getPlainText(form, scope, line);
    await navigator.clipboard.writeText(text);
    announce([said, ...left_out].join(' '));
  } catch (error) {
    complain(error);
  }
}
