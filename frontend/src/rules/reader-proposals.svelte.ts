/** What rules propose in the open source: kept current, reviewed one by one, decided. */
import { onChange } from '../api/connection.ts';
import type { Change } from '../api/feed.ts';
import { listProposals, type Proposal, type Proposals } from '../api/rules.ts';
import { coalesced } from '../lib/coalesce.ts';
import { library } from '../lib/library-state.svelte.ts';
import { offsetAtHeight } from '../reader/geometry.ts';
import type { ReaderState } from '../reader/page/reader-state.svelte.ts';
import { ruleStrings as text } from '../ui/strings-rules.ts';
import { keyOf, openOnes, placeFrom, proposedIn } from './proposed.ts';

const BELOW_HEAD = 80;

export class ReaderProposals {
  reviewing = $state(false);
  #reader: ReaderState;
  #all = $state.raw<Proposals>({ edition: '', proposals: [], more: false });
  /** Decided here, while the answer is on its way. */
  #decided = $state.raw<ReadonlySet<string>>(new Set());
  /** Where review stands, in code points. */
  #offset = $state(0);
  /** Of several at one place, the one that is meant. */
  #meant = $state('');
  #stop: () => void;

  readonly open: readonly Proposal[] = $derived.by(() => {
    const marks = this.#reader.marking.shapes;
    return openOnes(this.#all.proposals, this.#decided, (span) => marks.touching(span));
  });
  readonly at: number = $derived.by(() => {
    const meant = this.open.findIndex((proposal) => keyOf(proposal) === this.#meant);
    return meant < 0 ? placeFrom(this.open, this.#offset) : meant;
  });
  readonly current: Proposal | undefined = $derived(
    this.reviewing ? this.open[this.at] : undefined,
  );

  constructor(reader: ReaderState) {
    this.#reader = reader;
    this.#stop = onChange((change) => {
      if (this.#concerns(change)) this.load().catch(() => undefined);
    });
  }

  get more(): boolean {
    return this.#all.more;
  }

  destroy(): void {
    this.#stop();
  }

  readonly load = coalesced(async () => {
    const found = await listProposals(this.#reader.source.id);
    if (found.edition !== this.#reader.source.edition) return; // the page is about to change
    this.#all = found;
    this.#decided = new Set();
  });

  /** Begin at what is read, or end. */
  toggle(): void {
    if (this.reviewing) this.end();
    else if (this.open.length === 0) this.#reader.announcement = text.none;
    else {
      this.#offset = offsetAtHeight(this.#reader.view, BELOW_HEAD) ?? 0;
      this.#meant = '';
      this.reviewing = true;
      this.#show();
    }
  }

  end(): void {
    this.reviewing = false;
  }

  move(step: 1 | -1): void {
    const { length } = this.open;
    const next = this.open[(this.at + step + length) % length];
    if (!next) return;
    this.#meant = keyOf(next);
    this.#offset = next.start;
    this.#show();
  }

  decide(how: 'accept' | 'dismiss'): void {
    if (this.current) this.#decide(how, [this.current]);
  }

  acceptAll(): void {
    this.#decide('accept', this.open);
  }

  #decide(how: 'accept' | 'dismiss', chosen: readonly Proposal[]): void {
    if (library.view?.read_only) return;
    const op = how === 'accept' ? 'accept_proposals' : 'dismiss_proposals';
    const proposals = chosen.map(proposedIn(this.#reader.source.id, this.#all.edition));
    this.#offset = chosen[0]?.start ?? 0;
    this.#meant = '';
    this.#decided = new Set([...this.#decided, ...chosen.map(keyOf)]);
    // A refusal is shown by the library's state; what was refused is open again.
    library.submit({ op, proposals }).catch(() => this.load().catch(() => undefined));
    const said = how === 'accept' ? text.accepted : text.wasDismissed;
    if (this.open.length === 0) {
      this.end();
      this.#reader.announcement = `${said(chosen.length)} ${text.none}`;
    } else this.#show(said(chosen.length));
  }

  #show(before = ''): void {
    const { current } = this;
    if (!current) return;
    const pen = library.penById.get(current.pen)?.name ?? '';
    const said = text.said(this.at + 1, this.open.length, pen, current.words);
    this.#reader.announcement = [before, said].filter(Boolean).join(' ');
    void this.#reader.see(current);
  }

  #concerns({ own, everything, touched, deleted }: Change): boolean {
    if (everything || (own && deleted.length > 0)) return true;
    return touched.some(
      ([entity, id]) =>
        entity === 'rule' || id === this.#reader.source.id || (!own && entity === 'annotation'),
    );
  }
}
