/** The history as far as it is shown: kept current, and the jumps. */
import { onChange } from '../api/connection.ts';
import { getHistory, type DoneStep } from '../api/history.ts';
import { coalesced } from '../lib/coalesce.ts';
import { library } from '../lib/library-state.svelte.ts';
import { historyStrings as text } from '../ui/strings-history.ts';
import { countJumps } from './days.ts';

const PAGE = 50;
/** As many as are fetched anew after a change; what is further down is asked for again. */
const KEPT = 1000;
/** A jump over more steps than these asks first. */
const ASKED_FROM = 21;

export class HistoryState {
  /** From the latest on; undefined until they have come. */
  steps = $state.raw<readonly DoneStep[]>();
  /** Asks for the next ones; null where there are none. */
  before = $state<number | null>(null);
  /** What is read out and shown: what a jump did, or why it could not. */
  message = $state('');
  /** When what is shown was fetched: "5 minutes ago" counts from there. */
  asOf = $state.raw(new Date());
  /** The step whose jump waits to be confirmed. */
  asked = $state<string | null>(null);
  #jumping = false;

  readonly counts = $derived(countJumps(this.steps ?? []));

  /** Fetch the history, and again after every change; gives the way to stop. */
  follow(): () => void {
    void this.refresh();
    return onChange(() => void this.refresh());
  }

  readonly refresh = coalesced(async () => {
    const limit = Math.min(Math.max(PAGE, this.steps?.length ?? 0), KEPT);
    const found = await this.#fetch(null, limit);
    if (!found) return;
    this.steps = found.steps;
    this.before = found.before;
    this.asOf = new Date();
  });

  /** Fetch the steps that come next. */
  async earlier(): Promise<void> {
    const from = this.before;
    if (from === null) return;
    const found = await this.#fetch(from, PAGE);
    if (!found || this.before !== from) return;
    this.steps = [...(this.steps ?? []), ...found.steps];
    this.before = found.before;
  }

  /** Undo down to a step, or redo up to it; a long way is asked about first. */
  async jump(step: DoneStep): Promise<void> {
    if (this.#jumping || step.way === '') return;
    if ((this.counts.get(step.id) ?? 0) >= ASKED_FROM && this.asked !== step.id) {
      this.asked = step.id;
      return;
    }
    this.asked = null;
    this.#jumping = true;
    try {
      const op = step.way === 'undo' ? 'undo_to' : 'redo_to';
      const { label, note } = await library.submit({ op, step: step.id });
      this.message = note || text.done(label);
    } catch (error) {
      this.message = error instanceof Error ? error.message : String(error);
      void this.refresh();
    } finally {
      this.#jumping = false;
    }
  }

  async #fetch(before: number | null, limit: number) {
    try {
      return await getHistory(before, limit);
    } catch (error) {
      this.message = error instanceof Error ? error.message : String(error);
      return undefined;
    }
  }
}
