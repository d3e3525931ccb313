/** Putting the parts of an open book together. */
import { imageAddress, type BookImage } from '../../api/book.ts';
import { areaAddress } from '../../api/pages.ts';
import type { SourceView } from '../../api/types.ts';
import { pageStarts } from '../../marks/places.ts';
import { strings } from '../../ui/strings.ts';
import { Book } from '../book.ts';
import { BookView } from '../book-view.ts';
import { headingRanks } from '../headings.ts';
import { Painter } from '../painter.ts';
import type { Port } from '../port.ts';
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

/** Open a source that has a text, read through `port`; nothing is fetched yet. */
export function openBook(source: SourceView, port?: Port): OpenBook {
  const root = document.createElement('article');
  root.className = 'book';
  root.setAttribute('aria-label', source.title);
  const view = new BookView(root, new Book(source.sections), {
    port,
    language: source.language,
    direction: source.direction,
    pages: pageStarts(source),
    pageName: strings.reader.page,
    doubt: source.recognised ? strings.reader.doubt : undefined,
    tableName: strings.reader.table,
    pictures: {
      address: (image) => addressOf(source, image),
      unnamed: strings.reader.picture,
    },
    ranks: headingRanks(source.headings.length > 0 ? source.headings : source.contents),
    onNear(index, near) {
      if (near) marking.draw(index);
      else marking.erase(index);
      layout.textMoved();
    },
  });
  const layout = new LayoutWatch(view);
  const painter = new Painter(view);
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

/** Where a picture of the text comes from: out of the file, or cut from a page. */
const addressOf = ({ id, edition }: SourceView, { name, area }: BookImage): string =>
  area && edition !== null ? areaAddress(id, edition, area) : imageAddress(id, name);
