/** What is done to many marks at once: each is one step that is undone as one. */
import type { Annotation, Pen, Step } from '../../api/types.ts';
import { library } from '../../lib/library-state.svelte.ts';
import { save } from '../../ui/save-file.ts';
import { markStrings as text } from '../../ui/strings-marks.ts';
import type { ReaderState } from './reader-state.svelte.ts';

type Changes = Omit<Extract<Step, { op: 'change_annotations' }>, 'op' | 'annotations'>;

const FILE = '/api/annotations/file';

export class BulkSteps {
  #reader: ReaderState;

  constructor(reader: ReaderState) {
    this.#reader = reader;
  }

  repen(marks: readonly Annotation[], pen: Pen): void {
    const others = marks.filter((mark) => mark.pen !== pen.id);
    this.#change(others, { pen: pen.id }, text.repenned(marks.length, pen.name));
  }

  /** Give marks the pen of a digit. */
  repenByKey(marks: readonly Annotation[], key: string): void {
    const pen = this.#reader.pens.find((each) => each.key === key);
    if (pen) this.repen(marks, pen);
  }

  addTopics(marks: readonly Annotation[], topics: readonly string[]): void {
    const without = marks.filter((mark) => topics.some((topic) => !mark.topics.includes(topic)));
    this.#change(without, { add_topics: [...topics] }, text.retopiced(marks.length));
  }

  removeTopic(marks: readonly Annotation[], topic: string): void {
    const having = marks.filter((mark) => mark.topics.includes(topic));
    this.#change(having, { remove_topics: [topic] }, text.retopiced(having.length));
  }

  setImportance(marks: readonly Annotation[], importance: number): void {
    const others = marks.filter((mark) => mark.importance !== importance);
    const words = text.importances[importance] ?? '';
    this.#change(others, { importance }, text.weighed(marks.length, words));
  }

  setAnswered(marks: readonly Annotation[], answered: boolean): void {
    const others = marks.filter((mark) => mark.answered !== answered);
    const words = answered ? text.answered : text.open;
    this.#change(others, { answered }, text.weighed(marks.length, words));
  }

  erase(marks: readonly Annotation[]): void {
    if (marks.length === 0 || library.view?.read_only) return;
    const annotations = marks.map(({ id }) => id);
    const { currentId } = this.#reader;
    if (currentId !== null && annotations.includes(currentId)) this.#reader.currentId = null;
    this.#reader.marking.step({ op: 'delete_annotations', annotations });
    this.#reader.announcement = text.erased(marks.length);
  }

  export(marks: readonly Annotation[]): Promise<void> {
    return save(FILE, { annotations: marks.map(({ id }) => id) });
  }

  /** Marks that are so already are left out: they need no step. */
  #change(marks: readonly Annotation[], changes: Changes, said: string): void {
    if (library.view?.read_only) return;
    if (marks.length > 0) {
      const annotations = marks.map(({ id }) => id);
      this.#reader.marking.step({ op: 'change_annotations', annotations, ...changes });
    }
    this.#reader.announcement = said;
  }
}

/** The topics of some marks, each once. */
export const topicsOf = (marks: readonly Annotation[]): string[] => [
  ...new Set(marks.flatMap(({ topics }) => topics)),
];
