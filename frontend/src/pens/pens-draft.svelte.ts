// The pens as the reader is changing them: saved a moment after each change, once they are sound.

import { newId } from '../api/ids.ts';
import type { Pen, PenSystem } from '../api/types.ts';
import { library } from '../lib/library-state.svelte.ts';
import { addToGroup, moveBefore, putInGroup, renameGroup, stepPen } from './ordering.ts';
import { findProblems, newPen, type PenProblems } from './pen-rules.ts';

const PAUSE_MS = 700;

export class PensDraft {
  name = $state('');
  pens = $state<Pen[]>([]);
  chosenId = $state('');
  /** Why the last save was refused: a sentence. */
  refusal = $state('');
  saving = $state(false);

  readonly system: string;
  #version = 0;
  #saved = $state('');
  #timer: ReturnType<typeof setTimeout> | undefined;

  constructor(system: PenSystem) {
    this.system = system.id;
    this.load(system);
  }

  // Getters, not $derived: a draft outlives the page that made it, and so must what follows from it.

  get problems(): Map<string, PenProblems> {
    return findProblems(this.pens);
  }

  get sound(): boolean {
    return this.problems.size === 0 && this.name.trim() !== '';
  }

  /** The draft as it would be saved. */
  get content(): string {
    return written(this.name, this.pens);
  }

  get dirty(): boolean {
    return this.content !== this.#saved;
  }

  get inUse(): Pen[] {
    return this.pens.filter((pen) => !pen.retired);
  }

  /** The names of the groups there are, in their order. */
  get groups(): string[] {
    return [...new Set(this.pens.map(({ group }) => group))].filter(Boolean);
  }

  get retired(): Pen[] {
    return this.pens.filter((pen) => pen.retired);
  }

  get chosen(): Pen | undefined {
    return this.pens.find((pen) => pen.id === this.chosenId) ?? this.pens[0];
  }

  /** Take over the saved pens; what was changed here and not saved is dropped. */
  load({ name, pens, version }: PenSystem): void {
    clearTimeout(this.#timer);
    this.name = name;
    this.pens = structuredClone(pens);
    this.refusal = '';
    this.#version = version;
    this.#saved = written(name, pens);
  }

  /** Follow changes made elsewhere, unless there are changes here. */
  follow(system: PenSystem): void {
    if (system.version === this.#version || this.saving) return;
    const isOurs = written(system.name, system.pens) === this.#saved;
    if (isOurs) this.#version = system.version;
    else if (!this.dirty) this.load(system);
  }

  /** Save after a pause in which nothing else is changed. */
  saveSoon(): void {
    clearTimeout(this.#timer);
    if (this.dirty) this.#timer = setTimeout(() => void this.save(), PAUSE_MS);
  }

  async save(): Promise<void> {
    clearTimeout(this.#timer);
    if (!this.dirty || !this.sound || this.saving || this.refusal) return;
    this.saving = true;
    const saved = this.content;
    const pens = this.pens.map(trimmed);
    const step = { system: this.system, version: this.#version, name: this.name.trim(), pens };
    try {
      await library.submit({ op: 'save_pens', ...step });
      this.#saved = saved;
      await library.refresh();
    } catch (error) {
      this.refusal = error instanceof Error ? error.message : String(error);
      library.refusal = ''; // told beside the pens
    } finally {
      this.saving = false;
      this.saveSoon(); // what was changed meanwhile
    }
  }

  /** Add a pen at the end of the group of the chosen one. */
  add(): void {
    const pen = { ...newPen(newId(), this.pens), group: this.chosen?.group ?? '' };
    this.pens = addToGroup(this.pens, pen);
    this.chosenId = pen.id;
  }

  /** Move a pen among those in use: to stand before another, or last. */
  move(id: string, before: string | null): void {
    this.pens = moveBefore(this.pens, id, before);
  }

  /** Move a pen by one place among those in use, into the next group at the edge of its own. */
  step(id: string, way: 1 | -1): void {
    this.pens = stepPen(this.pens, id, way);
  }

  putInGroup(id: string, group: string): void {
    this.pens = putInGroup(this.pens, id, tidy(group));
  }

  renameGroup(from: string, to: string): void {
    this.pens = renameGroup(this.pens, from, tidy(to));
  }

  turnRetired(pen: Pen): void {
    pen.retired = !pen.retired;
    const taken = this.inUse.some((other) => other.id !== pen.id && other.key === pen.key);
    if (!pen.retired && taken) pen.key = '';
  }
}

const tidy = (words: string): string => words.trim().replace(/\s+/g, ' ');

const written = (name: string, pens: readonly Pen[]): string =>
  JSON.stringify([name.trim(), pens.map(trimmed)]);

/** Give a pen without the blanks that stand around its words while they are being typed. */
function trimmed(pen: Pen): Pen {
  const { id, name, colour, stroke, letter, key, meaning, becomes, retired, group } = pen;
  return {
    id,
    name: name.trim(),
    colour,
    stroke,
    letter: letter.trim(),
    key,
    meaning: meaning.trim(),
    becomes: becomes.trim(),
    retired,
    group,
  };
}
