// The notes that a form would give, kept current while the form and the library change.

import { previewNotes, type FormDetail } from '../api/forms.ts';
import type { NotesScope } from '../api/client.ts';
import { onChange } from '../api/connection.ts';
import { NotesState } from '../notes/notes-state.svelte.ts';
import { announce } from '../ui/notices.svelte.ts';
import { formStrings } from '../ui/strings-forms.ts';

/** Typing is answered once, after this pause. */
const PAUSE_MS = 120;

/** Lines can be opened and worded here; own texts and order belong to notes that are kept. */
export class PreviewState extends NotesState {
  #asked: { form: FormDetail; scope: NotesScope } | undefined;
  #timer: ReturnType<typeof setTimeout> | undefined;
  #number = 0;

  constructor() {
    super('', { course: '' });
  }

  show(form: FormDetail, scope: NotesScope): void {
    this.#asked = { form, scope };
    this.#soon();
  }

  followLibrary(): () => void {
    const stop = onChange(() => this.#soon());
    return () => {
      clearTimeout(this.#timer);
      stop();
    };
  }

  override write(): void {
    announce(formStrings.previewOnly);
  }

  override moveLine(): Promise<void> {
    announce(formStrings.previewOnly);
    return Promise.resolve();
  }

  override moveEntry(): Promise<void> {
    return this.moveLine();
  }

  override hideLine(): Promise<void> {
    return this.moveLine();
  }

  #soon(): void {
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => void this.#fetch(), PAUSE_MS);
  }

  async #fetch(): Promise<void> {
    if (!this.#asked) return;
    const number = (this.#number += 1);
    try {
      const { notes } = await previewNotes(this.#asked.form, this.#asked.scope);
      if (number !== this.#number) return; // an older answer that was overtaken
      this.notes = notes;
      this.failure = '';
    } catch (error) {
      if (number === this.#number)
        this.failure = error instanceof Error ? error.message : String(error);
    }
  }
}
