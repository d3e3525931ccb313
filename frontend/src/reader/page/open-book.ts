/** Putting the parts of an open book together. */
import type { SourceView } from '../../api/types.ts';
import { pageStarts } from '../../marks/places.ts';
import { strings } from '../../ui/strings.ts';
import { Book } from '../book.ts';
import { BookView } from '../book-view.ts';
import { headingRanks } from '../headings.ts';
import type { Painter } from '../painter.ts';
import { makePainter } from '../painters.ts';
import { TextLoader } from '../text-loader.ts';
import { LayoutWatch } from './layout-watch.svelte.ts';
import { Marking } from './marking.svelte.ts';
import { ReaderState } from './reader-state.svelte.ts';

export interface OpenBook {
  readonly root: HTMLElement;
  readonly reader: ReaderState;
  readonly painter: Painter;
  readonly layout: LayoutWatch;
  readonly loader: TextLoader;
  close: () => void;
}

/** Open a source that has a text; nothing is fetched yet. */
export function openBook(source: SourceView): OpenBook {
  const root = document.createElement('article');
  root.className = 'book';
  root.setAttribute('aria-label', source.title);
  const view = new BookView(root, new Book(source.sections), {
    language: source.language,
    pages: pageStarts(source),
    pageName: strings.reader.page,
    ranks: headingRanks(source.contents),
    onNear(index, near) {
      if (near) marking.draw(index);
      else painter.erase(index);
      layout.textMoved();
    },
  });
  const layout = new LayoutWatch(view);
  const painter = makePainter(view);
  const marking = new Marking(source, view, painter);
  const loader = new TextLoader(source.id, view);
  const reader = new ReaderState(source, view, marking, loader);
  return {
    root,
    reader,
    painter,
    layout,
    loader,
    close() {
      layout.destroy();
      loader.stop();
      marking.destroy();
      painter.destroy();
      view.destroy();
    },
  };
}
