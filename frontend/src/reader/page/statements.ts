/** What a reader says of the current mark by a key or a click: importance, answers, links. */
import { newId } from '../../api/ids.ts';
import type { Annotation } from '../../api/types.ts';
import { library } from '../../lib/library-state.svelte.ts';
import { asks } from '../../marks/questions.ts';
import { markStrings as text } from '../../ui/strings-marks.ts';
import type { ReaderState } from './reader-state.svelte.ts';

const MOST_IMPORTANT = 3;

export class Statements {
  #reader: ReaderState;

  constructor(reader: ReaderState) {
    this.#reader = reader;
  }

  get #current(): Annotation | undefined {
    return library.view?.read_only ? undefined : this.#reader.current;
  }

  /** One more, and after the most important nothing again. */
  cycleImportance(): void {
    const mark = this.#current;
    if (mark) this.setImportance(mark, (mark.importance + 1) % (MOST_IMPORTANT + 1));
  }

  setImportance({ id, importance: before }: Annotation, importance: number): void {
    if (importance === before) return;
    this.#reader.marking.step({ op: 'change_annotation', annotation: id, importance });
    this.#reader.announcement = text.important(text.importances[importance] ?? '');
  }

  /** Say that the question of the current mark is answered, or is open again. */
  toggleAnswered(): void {
    const mark = this.#current;
    if (!mark) return;
    const pen = library.penById.get(mark.pen);
    if (asks(pen)) this.setAnswered(mark, !mark.answered);
    else this.#reader.announcement = text.asksNothing(pen?.name ?? '');
  }

  setAnswered({ id }: Annotation, answered: boolean): void {
    this.#reader.marking.step({ op: 'change_annotation', annotation: id, answered });
    this.#reader.announcement = answered ? text.nowAnswered : text.nowOpen;
  }

  /** Link a mark to another; `sentence` is what that says. */
  link({ id }: Annotation, to: string, kind: string, sentence: string): void {
    const link = newId();
    this.#reader.marking.step({ op: 'add_link', annotation: id, link, to, kind });
    this.#reader.announcement = text.linked(sentence);
  }

  /** Take a link out of the mark that it leads from. */
  unlink(annotation: string, link: string): void {
    this.#reader.marking.step({ op: 'remove_link', annotation, link });
    this.#reader.announcement = text.unlinked;
  }
}
