/** The links of the mark that is written in, from both ends, kept current. */
import { onChange } from '../../api/connection.ts';
import type { Change } from '../../api/feed.ts';
import { getLinks, type LinksView } from '../../api/links.ts';
import type { Annotation } from '../../api/types.ts';
import { coalesced } from '../../lib/coalesce.ts';

/** Who walks through the marks does not stop at each. */
const AFTER_MS = 250;
const NEW_MS = 1500;

export class MarkLinks {
  /** Undefined until they have come. */
  view = $state.raw<LinksView>();
  #mark: string;
  #timer: ReturnType<typeof setTimeout>;
  #stop: () => void;

  constructor({ id, created, links }: Annotation) {
    this.#mark = id;
    // Nothing leads to a mark that was made just now.
    const isNew = links.length === 0 && Date.now() - Date.parse(created) < NEW_MS;
    this.#timer = setTimeout(() => {
      if (!isNew) void this.#fetch();
    }, AFTER_MS);
    this.#stop = onChange((change) => {
      if (this.#concerns(change)) void this.#fetch();
    });
  }

  destroy(): void {
    clearTimeout(this.#timer);
    this.#stop();
  }

  #concerns({ touched, everything, deleted, own, annotations }: Change): boolean {
    if (deleted.includes(this.#mark)) return false;
    if (everything) return true;
    if (!own) return touched.some(([entity]) => entity === 'annotation');
    const mine = annotations.find(({ id }) => id === this.#mark);
    return (mine?.links.length ?? 0) !== (this.view?.to.length ?? 0) || this.#leadsHere(touched);
  }

  #leadsHere(touched: readonly (readonly [string, string])[]): boolean {
    const others = [...(this.view?.to ?? []), ...(this.view?.of ?? [])];
    return touched.some(([, id]) => others.some(({ mark }) => mark.id === id));
  }

  readonly #fetch = coalesced(async () => {
    // Away, or the mark is gone: what was shown stays until it is known better.
    const view = await getLinks(this.#mark).catch(() => undefined);
    if (view) this.view = view;
  });
}
