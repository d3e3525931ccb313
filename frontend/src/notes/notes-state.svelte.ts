// The notes on the page, kept current: refetched after each change, patched where they differ.

import { createContext, tick } from 'svelte';
import { SvelteSet } from 'svelte/reactivity';
import { getNotes, type NotesScope } from '../api/client.ts';
import { onChange } from '../api/connection.ts';
import type { Change } from '../api/feed.ts';
import type { Notes } from '../api/types.ts';
import { library } from '../lib/library-state.svelte.ts';
import { complain } from '../ui/notices.svelte.ts';
import { strings } from '../ui/strings.ts';
import { keepPlace } from './keep-place.ts';
import { withOwnWords } from './lines.ts';
import { shareUnchanged } from './sharing.ts';

/** Changes that come in a burst are answered once, after this pause. */
const PAUSE_MS = 30;
const QUOTES = 'glossator.quotes';

export class NotesState {
  notes = $state.raw<Notes>();
  /** Why there are no notes: a sentence. */
  failure = $state('');
  allQuotes = $state(localStorage.getItem(QUOTES) === 'shown');
  /** The annotation whose topics are being picked. */
  picking = $state('');
  /** What the dialog for a new topic begins with; null while it is shut. */
  newTopic = $state<string | null>(null);

  readonly form: string;
  readonly scope: NotesScope;
  /** Lines whose quote is shown against the rule for all. */
  #turned = new SvelteSet<string>();
  #cursor = 0;
  #timer: ReturnType<typeof setTimeout> | undefined;

  constructor(form: string, scope: NotesScope) {
    this.form = form;
    this.scope = scope;
  }

  /** Keep the notes current until the function given back is called. */
  follow(): () => void {
    void this.#fetch();
    const stop = onChange((change) => {
      if (!concernsNotes(change)) return;
      clearTimeout(this.#timer);
      this.#timer = setTimeout(() => void this.#fetch(), PAUSE_MS);
    });
    return () => {
      clearTimeout(this.#timer);
      stop();
    };
  }

  showsQuote(annotation: string): boolean {
    return this.allQuotes !== this.#turned.has(annotation);
  }

  turnQuote(annotation: string): void {
    if (!this.#turned.delete(annotation)) this.#turned.add(annotation);
  }

  turnAllQuotes(): void {
    this.allQuotes = !this.allQuotes;
    this.#turned.clear();
    localStorage.setItem(QUOTES, this.allQuotes ? 'shown' : 'hidden');
  }

  /** Save a line's own words; shown at once, whether or not the program is there. */
  async saveOwnWords(annotation: string, words: string): Promise<void> {
    if (this.notes) this.notes = withOwnWords(this.notes, annotation, words);
    try {
      await library.submit({ op: 'change_annotation', annotation, own_words: words });
    } catch (error) {
      const reason = error instanceof Error ? error.message : String(error);
      library.refusal = ''; // told here, with the words
      complain(`${reason} ${strings.notes.notKept(words)}`);
      await this.#fetch();
    }
  }

  async #fetch(): Promise<void> {
    try {
      const { cursor, notes } = await getNotes(this.form, this.scope);
      if (cursor < this.#cursor) return; // an older answer that was overtaken
      this.#cursor = cursor;
      await this.#take(notes);
    } catch (error) {
      // Notes that are there stay: the top bar says what is not saved.
      if (!this.notes) this.failure = error instanceof Error ? error.message : String(error);
    }
  }

  async #take(notes: Notes): Promise<void> {
    const returnToPlace = keepPlace();
    this.notes = shareUnchanged(this.notes, notes);
    this.failure = '';
    await tick();
    returnToPlace();
  }
}

const CONCERNED = ['annotation', 'correction', 'topic', 'pen-system', 'source', 'course'];

function concernsNotes({ touched, everything }: Change): boolean {
  return everything || touched.some(([entity]) => CONCERNED.includes(entity));
}

export const [notesState, provideNotesState] = createContext<NotesState>();
