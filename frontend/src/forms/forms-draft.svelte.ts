// The forms of a pen system as the reader is changing them: saved a moment after each change.

import { getForms, type FormDetail, type FormSection } from '../api/forms.ts';
import type { FormKind, PenSystem } from '../api/types.ts';
import { library } from '../lib/library-state.svelte.ts';
import { isSound, keyOf, newForm, newSection, tidied, withFreeId } from './form-rules.ts';

const PAUSE_MS = 700;

export class FormsDraft {
  forms = $state<FormDetail[]>([]);
  chosenId = $state('');
  /** The part that is being changed, by its index. */
  part = $state(0);
  /** Why the forms could not be loaded or saved: a sentence. */
  refusal = $state('');
  saving = $state(false);
  loaded = $state(false);

  readonly system: string;
  #version = 0;
  #kept: FormDetail[] = [];
  #saved = $state('');
  #timer: ReturnType<typeof setTimeout> | undefined;

  readonly content = $derived(JSON.stringify(this.forms.map(tidied)));
  readonly dirty = $derived(this.loaded && this.content !== this.#saved);
  readonly sound = $derived(this.forms.every(isSound));
  readonly chosen = $derived(this.forms.find(({ id }) => id === this.chosenId) ?? this.forms[0]);

  /** What a part is known by where it is kept; "" for a new one. */
  knownAs(form: FormDetail, section: FormSection): string {
    const key = keyOf(section);
    const kept = this.#kept.find(({ id }) => id === form.id)?.sections ?? [];
    return kept.some((other) => keyOf(other) === key) ? key : '';
  }

  constructor(system: PenSystem, chosen: string) {
    this.system = system.id;
    this.chosenId = chosen;
    void this.load(system);
  }

  /** Take over the saved forms; what was changed here and not saved is dropped. */
  async load({ id, version }: PenSystem): Promise<void> {
    clearTimeout(this.#timer);
    this.#version = version;
    try {
      const found = await getForms(id);
      if (this.#version !== version) return; // a later one is under way
      this.forms = found;
      this.#kept = found.map(tidied);
      this.#saved = JSON.stringify(this.#kept);
      this.refusal = '';
      this.loaded = true;
    } catch (error) {
      this.refusal = error instanceof Error ? error.message : String(error);
    }
  }

  /** Follow changes made elsewhere, unless there are changes here. */
  follow(system: PenSystem): void {
    if (system.version === this.#version || this.saving || this.dirty) return;
    void this.load(system);
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
    const forms = this.forms.map(tidied);
    try {
      const step = { system: this.system, version: this.#version, forms };
      await library.submit({ op: 'save_forms', ...step });
      this.#kept = forms;
      this.#saved = JSON.stringify(forms);
      await library.refresh();
      const saved = library.view?.pen_systems.find(({ id }) => id === this.system);
      this.#version = saved?.version ?? this.#version;
    } catch (error) {
      this.refusal = error instanceof Error ? error.message : String(error);
      library.refusal = ''; // told beside the forms
    } finally {
      this.saving = false;
      this.saveSoon(); // what was changed meanwhile
    }
  }

  choose(id: string): void {
    this.chosenId = id;
    this.part = 0;
  }

  add(form: FormDetail): void {
    const added = withFreeId(form, this.forms);
    this.forms = [...this.forms, added];
    this.choose(added.id);
  }

  addEmpty(kind: FormKind, title: string): void {
    this.add(newForm(kind, title, this.forms));
  }

  /** Take a form out; gives what puts it back in its place. */
  remove(form: FormDetail): () => void {
    const at = this.forms.indexOf(form);
    const kept = $state.snapshot(form);
    this.forms = this.forms.filter((other) => other !== form);
    this.choose(this.forms[Math.max(0, at - 1)]?.id ?? '');
    return () => {
      this.forms = this.forms.toSpliced(at, 0, kept);
      this.choose(kept.id);
    };
  }

  move(form: FormDetail, way: 1 | -1): void {
    this.forms = stepped(this.forms, this.forms.indexOf(form), way);
  }

  addPart(form: FormDetail, title: string): void {
    form.sections = [...form.sections, newSection(freeTitle(title, form))];
    this.part = form.sections.length - 1;
  }

  removePart(form: FormDetail, index: number): void {
    form.sections = form.sections.toSpliced(index, 1);
    this.part = Math.max(0, Math.min(this.part, form.sections.length - 1));
  }

  movePart(form: FormDetail, index: number, way: 1 | -1): void {
    const moved = stepped(form.sections, index, way);
    if (moved === form.sections) return;
    form.sections = moved;
    this.part = index + way;
  }
}

function stepped<T>(items: T[], at: number, way: 1 | -1): T[] {
  const to = at + way;
  const item = items[at];
  if (item === undefined || to < 0 || to >= items.length) return items;
  return items.toSpliced(at, 1).toSpliced(to, 0, item);
}

function freeTitle(title: string, { sections }: FormDetail): string {
  let free = title;
  for (let n = 2; sections.some((part) => part.title === free); n += 1) free = `${title} ${n}`;
  return free;
}
