// The notes on the page, kept current: refetched after each change, patched where they differ.

import { createContext, tick } from 'svelte';
import { SvelteSet } from 'svelte/reactivity';
import { getNotes, type NotesScope } from '../api/client.ts';
import { onChange } from '../api/connection.ts';
import { newId } from '../api/ids.ts';
import type { Change } from '../api/feed.ts';
import type { Spot } from '../api/requests-entries.ts';
import type { Notes, Step, Written } from '../api/types.ts';
import { library } from '../lib/library-state.svelte.ts';
import { change } from '../ui/change.ts';
import { announce, complain } from '../ui/notices.svelte.ts';
import { strings } from '../ui/strings.ts';
import { ownStrings } from '../ui/strings-own.ts';
import { keepPlace } from './keep-place.ts';
import { withEntry, withOwnWords } from './lines.ts';
import { readOwn } from './own-markdown.ts';
import { restore } from './restoring.ts';
import { shareUnchanged } from './sharing.ts';

/** Changes that come in a burst are answered once, after this pause. */
const PAUSE_MS = 10;
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

  /** What is being written into the notes and is not there yet. */
  draft = $state<{ section: string; after: string | null; typed: string } | null>(null);

  readonly form: string;
  readonly scope: NotesScope;
  /** Lines whose quote is shown against the rule for all. */
  #turned = new SvelteSet<string>();
  #cursor = 0;
  /** The notes as the program gave them, without what was changed here and is not saved yet. */
  #served: Notes | undefined;
  #focusing = '';
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

  /** Lines whose passage is shown in its place. */
  peeked = new SvelteSet<string>();

  turnPeek(annotation: string): void {
    if (!this.peeked.delete(annotation)) this.peeked.add(annotation);
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

  /** Begin to write after an item of a section; what was being written is kept first. */
  write(section: string, after: string | null): void {
    if (this.draft) void this.keepDraft();
    this.draft = { section, after, typed: '' };
  }

  /** Put what was being written into the notes. */
  async keepDraft(): Promise<void> {
    const { draft } = this;
    this.draft = null;
    if (!draft?.typed.trim()) return;
    const { section, after, typed } = draft;
    const entry = newId();
    this.#focusing = entry;
    const spot = { section, after };
    await this.#keep({ op: 'add_entry', entry, ...this.#notes, spot, ...readOwn(typed) }, typed);
  }

  /** Write an entry otherwise; without words it is deleted. */
  async rewrite(own: Written, typed: string): Promise<void> {
    if (!typed.trim()) return this.removeEntry(own);
    const { kind, text } = readOwn(typed);
    if (kind === own.kind && text === own.text) return;
    if (this.notes) this.notes = withEntry(this.notes, { ...own, kind, text });
    await this.#keep({ op: 'change_entry', entry: own.entry, text, kind }, typed);
  }

  async removeEntry(own: Written): Promise<void> {
    const undo = { label: strings.ui.undo, run: () => void library.undo() };
    const done = await change({ op: 'delete_entry', entry: own.entry });
    if (done) announce(ownStrings.removed, undo);
  }

  async moveEntry(entry: string, spot: Spot): Promise<void> {
    await change({ op: 'change_entry', entry, spot });
  }

  /** Without a spot the line goes back to its own place. */
  async moveLine(mark: string, spot: Spot | null): Promise<void> {
    const entry = newId();
    await change({ op: 'move_line', entry, ...this.#notes, mark, spot });
  }

  async hideLine(section: string, mark: string): Promise<void> {
    const entry = newId();
    await change({ op: 'hide_line', entry, ...this.#notes, section, mark });
  }

  async showLine(section: string, mark: string): Promise<void> {
    await change({ op: 'show_line', ...this.#notes, section, mark });
  }

  /** Tell whether an entry is the one just written, which the focus goes to; once. */
  takeFocus(entry: string): boolean {
    const isMeant = this.#focusing === entry;
    if (isMeant) this.#focusing = '';
    return isMeant;
  }

  /** The source of a mark that the reader's writing links to; undefined where it is gone. */
  sourceOfLink(mark: string): string | undefined {
    return this.notes?.links.find((link) => link.mark === mark)?.source;
  }

  get #notes(): { form: string; scope: string } {
    const scope = 'source' in this.scope ? this.scope.source : this.scope.course;
    return { form: this.form, scope };
  }

  /** Keep words; when they are refused, say what they were. */
  async #keep(step: Step, words: string): Promise<void> {
    try {
      await library.submit(step);
    } catch (error) {
      const reason = error instanceof Error ? error.message : String(error);
      library.refusal = ''; // told here, with the words
      complain(`${reason} ${ownStrings.notKept(words)}`);
      await this.#fetch();
    }
  }

  async #fetch(): Promise<void> {
    try {
      const since = this.#served ? this.#cursor : 0;
      const { cursor, notes, same } = await getNotes(this.form, this.scope, since);
      if (cursor < this.#cursor) return; // an older answer that was overtaken
      // What stayed can only be taken from the notes that were told of.
      const whole =
        since && since !== this.#cursor ? undefined : restore(notes, same, this.#served);
      if (!whole) {
        await this.#fetchWhole();
        return;
      }
      this.#cursor = cursor;
      this.#served = whole;
      await this.#take(whole);
    } catch (error) {
      // Notes that are there stay: the top bar says what is not saved.
      if (!this.notes) this.failure = error instanceof Error ? error.message : String(error);
    }
  }

  async #fetchWhole(): Promise<void> {
    this.#served = undefined;
    await this.#fetch();
  }

  async #take(notes: Notes): Promise<void> {
    const returnToPlace = keepPlace();
    this.notes = shareUnchanged(this.notes, notes);
    this.failure = '';
    await tick();
    returnToPlace();
  }
}

const CONCERNED = ['annotation', 'correction', 'entry', 'topic', 'pen-system', 'source', 'course'];

function concernsNotes({ touched, everything }: Change): boolean {
  return everything || touched.some(([entity]) => CONCERNED.includes(entity));
}

export const [notesState, provideNotesState] = createContext<NotesState>();
