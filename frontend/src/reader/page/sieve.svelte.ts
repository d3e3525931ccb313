/** Which of the source's marks are shown: those that a filter lets pass, in text, margin and list. */
import type { Annotation } from '../../api/types.ts';
import { library } from '../../lib/library-state.svelte.ts';
import {
  filtered,
  filters,
  foldWords,
  NO_FILTER,
  type MarkFilter,
  type Surroundings,
} from '../../marks/filter.ts';
import { isPlaced, passagesOf } from '../../marks/annotation-index.ts';
import { plainWords, readInline } from '../../marks/inline-markdown.ts';
import type { ReaderState } from './reader-state.svelte.ts';

export class Sieve {
  filter = $state.raw<MarkFilter>(NO_FILTER);
  #reader: ReaderState;
  /** What is looked through of each mark; kept while the mark stays as it is. */
  #words = new WeakMap<Annotation, string>();

  readonly isOn: boolean = $derived(filters(this.filter));
  /** All marks of the source: in the order of the text, then those without a place. */
  readonly all: readonly Annotation[] = $derived.by(() => {
    const { index } = this.#reader.marking;
    return [...index.all(), ...index.unplaced()];
  });
  /** Those that the filter lets pass. */
  readonly found: readonly Annotation[] = $derived.by(() =>
    this.isOn ? filtered(this.all, this.filter, this.#around) : this.all,
  );
  readonly #ids: ReadonlySet<string> | null = $derived.by(() =>
    this.isOn ? new Set(this.found.map(({ id }) => id)) : null,
  );
  /** The ids of those that are shown, the current one always among them; null for all. */
  readonly shown: ReadonlySet<string> | null = $derived.by(() => {
    const { currentId } = this.#reader;
    if (!this.#ids || currentId === null || this.#ids.has(currentId)) return this.#ids;
    return new Set([...this.#ids, currentId]);
  });

  constructor(reader: ReaderState) {
    this.#reader = reader;
  }

  shows({ id }: Annotation): boolean {
    return this.shown?.has(id) ?? true;
  }

  /** Show all again. */
  clear(): void {
    this.filter = NO_FILTER;
  }

  /** Fold the words of some marks ahead of the first search, so that it answers at once. */
  prepare(marks: readonly Annotation[]): void {
    for (const mark of marks) this.#wordsOf(mark);
  }

  get #around(): Surroundings {
    return {
      pens: library.penById,
      topics: library.view?.topics ?? [],
      wordsOf: (mark) => this.#wordsOf(mark),
    };
  }

  #wordsOf(mark: Annotation): string {
    const known = this.#words.get(mark);
    if (known !== undefined) return known;
    const comment = mark.comment && plainWords(readInline(mark.comment));
    const words = foldWords(`${this.#reader.quoteOf(mark)}\n${mark.own_words}\n${comment}`);
    if (this.#isFetched(mark)) this.#words.set(mark, words);
    return words;
  }

  #isFetched(mark: Annotation): boolean {
    const { book } = this.#reader.view;
    return (
      !isPlaced(mark) || passagesOf(mark).every(({ start }) => book.has(book.sectionAt(start)))
    );
  }
}
