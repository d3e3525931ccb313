// The texts of a source and what else can be made of its file: known once for all who show it.

import { onChange } from '../api/connection.ts';
import { getTexts, type MadeText, type Texts } from '../api/texts.ts';
import { textStrings } from '../ui/strings-texts.ts';
import { readPageRange } from './page-range.ts';
import { textJobs } from './text-jobs.svelte.ts';

const BUSY: ReadonlySet<string> = new Set(['waiting', 'reading', 'paused']);

export class SourceTexts {
  readonly source: string;
  /** Undefined until it has come, and where it did not. */
  view = $state.raw<Texts>();
  /** Which pages are asked to be recognised ("3-7"; "" for all without text); null for none. */
  asked = $state<string | null>(null);
  #followers = 0;
  #stop = () => {};
  /** The pages without text, counted from 0. */
  #empty = $state.raw<ReadonlySet<number>>(new Set());

  constructor(source: string) {
    this.source = source;
  }

  // Getters: what is derived would belong to the part of the page that asked first, and end with it.

  get inUse(): MadeText | undefined {
    return this.view?.texts.find(({ in_use }) => in_use);
  }

  /** Nothing is offered while something is being made. */
  get offers(): readonly string[] {
    const isBusy = BUSY.has(textJobs.of(this.source)?.state ?? '');
    return isBusy ? [] : (this.view?.offers ?? []);
  }

  /** Whether a page, counted from 0, is a picture without text that can be recognised now. */
  lacksText(page: number): boolean {
    return this.#empty.has(page) && this.offers.includes('recognise');
  }

  /** Keep it current until the function given back is called. */
  follow(): () => void {
    if (this.#followers++ === 0) {
      void this.#look();
      this.#stop = onChange(({ everything, touched }) => {
        const mine = touched.some(([kind, id]) => kind === 'source' && id === this.source);
        if (everything || mine) void this.#look();
      });
    }
    return () => {
      if (--this.#followers === 0) this.#stop();
    };
  }

  async #look(): Promise<void> {
    this.view = await getTexts(this.source).catch(() => undefined);
    this.#empty = readPageRange(this.view?.range ?? '');
  }
}

let known: SourceTexts | undefined;

/** The texts of a source; those of the last one asked for are remembered. */
export function textsOf(source: string): SourceTexts {
  if (known?.source !== source) known = new SourceTexts(source);
  return known;
}

/** What a reader calls a text: "Recognised from pictures, pages 3-7". */
export function nameOf({ extractor, parameters }: MadeText): string {
  const told = Object.entries(parameters).map(([name, value]) =>
    textStrings.parameter(name, value),
  );
  return textStrings.named(extractor, told);
}
