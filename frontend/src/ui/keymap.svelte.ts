/** The reader's own keys laid over the program's; kept in this browser. */
import { chordOf, countingChord, type Pressed } from './chords.ts';

/** Where keys count: a page, or a part of one with keys of its own. */
export type Scope = 'everywhere' | 'reader' | 'pages' | 'notes' | 'library' | 'pens';

const OWN = 'glossator.keys';
const PLAIN = 'glossator.single-keys';

class Keymap {
  /** The reader's key by scope and the program's key: "reader n" → "x". */
  #own = $state.raw<Readonly<Record<string, string>>>(kept());
  #plain = $state(localStorage.getItem(PLAIN) !== 'off');

  /** Whether single characters are commands. */
  get plain(): boolean {
    return this.#plain;
  }

  set plain(on: boolean) {
    this.#plain = on;
    localStorage.setItem(PLAIN, on ? 'on' : 'off');
  }

  /** Whether the reader has changed any key. */
  get isChanged(): boolean {
    return Object.keys(this.#own).length > 0;
  }

  /** The key that does what `key` does in the program as it comes. */
  keyFor(scope: Scope, key: string): string {
    return this.#own[nameOf(scope, key)] ?? key;
  }

  /** The program's key for a chord that counts; undefined for one that has been moved away. */
  meant(scope: Scope, chord: string): string | undefined {
    const begin = nameOf(scope, '');
    for (const [name, own] of Object.entries(this.#own)) {
      if (own === chord && name.startsWith(begin)) return name.slice(begin.length);
    }
    return nameOf(scope, chord) in this.#own ? undefined : chord;
  }

  change(scope: Scope, key: string, to: string): void {
    const name = nameOf(scope, key);
    const others = Object.entries(this.#own).filter(([other]) => other !== name);
    this.#keep(Object.fromEntries(to === key ? others : [...others, [name, to]]));
  }

  resetAll(): void {
    this.#keep({});
  }

  #keep(own: Record<string, string>): void {
    this.#own = own;
    localStorage.setItem(OWN, JSON.stringify(own));
  }
}

const nameOf = (scope: Scope, key: string): string => `${scope} ${key}`;

/** What was kept, as far as it can be read. */
function kept(): Record<string, string> {
  try {
    const own: unknown = JSON.parse(localStorage.getItem(OWN) ?? '{}');
    if (typeof own !== 'object' || own === null) return {};
    return Object.fromEntries(
      Object.entries(own).filter((pair): pair is [string, string] => typeof pair[1] === 'string'),
    );
  } catch {
    return {};
  }
}

export const keymap = new Keymap();

/** The program's key for what was pressed; undefined where it is no command of the scope. */
export function meantKey(scope: Scope, event: Pressed): string | undefined {
  const chord = countingChord(chordOf(event), keymap.plain);
  return chord === undefined ? undefined : keymap.meant(scope, chord);
}
