// How the reader looks at the list of sources: sort, filter, and what is chosen in it.

import { between, SORT_KEYS, type Filter, type Sort, type SortKey } from './sorting.ts';

const SORT = 'glossator.library-sort';

class List {
  sort = $state.raw<Sort>(keptSort());
  filter = $state<Filter>({ typed: '', kind: '', state: 'all' });
  chosen = $state.raw<ReadonlySet<string>>(new Set());
  /** Where a range begins. */
  #anchor = '';

  /** Sort by a column; by the one it is sorted by already, the other way. */
  sortBy(key: SortKey): void {
    const firstDown = ['length', 'marks', 'progress', 'read'].includes(key);
    const down = this.sort.key === key ? !this.sort.down : firstDown;
    this.sort = { key, down };
    localStorage.setItem(SORT, `${key} ${down ? 'down' : 'up'}`);
  }

  has(source: string): boolean {
    return this.chosen.has(source);
  }

  /** Choose a source or no longer; with a range, all from the one that was chosen before. */
  toggle(source: string, shown: readonly string[], range: boolean): void {
    const chosen = new Set(this.chosen);
    if (range && this.#anchor)
      for (const one of between(shown, this.#anchor, source)) chosen.add(one);
    else if (!chosen.delete(source)) chosen.add(source);
    this.#anchor = source;
    this.chosen = chosen;
  }

  choose(sources: Iterable<string>): void {
    this.chosen = new Set(sources);
  }

  clear(): void {
    this.chosen = new Set();
    this.#anchor = '';
  }
}

function keptSort(): Sort {
  const [kept, way] = (localStorage.getItem(SORT) ?? '').split(' ');
  const key = SORT_KEYS.find((one) => one === kept);
  return { key: key ?? 'title', down: way === 'down' };
}

export const list = new List();
