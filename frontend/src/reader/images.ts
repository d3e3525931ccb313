/** Pictures of a book, as elements that have their size before they have come. */
import { PIXELS_A_POINT, type BookImage } from '../api/book.ts';

/** Where pictures come from and what they are called. */
export interface Pictures {
  address: (image: BookImage) => string;
  /** What one is called that its author says nothing of. */
  unnamed: string;
}

/** A picture; `shows` is what its author says it shows, "" for nothing. */
export function imageElement(image: BookImage, shows: string, pictures: Pictures): HTMLElement {
  if (image.name === '' && !image.area) return leftOut(shows || pictures.unnamed);
  const element = document.createElement('img');
  const { width, height } = sizeOf(image);
  if (width > 0 && height > 0) {
    element.width = Math.round(width);
    element.height = Math.round(height);
  }
  element.alt = shows || pictures.unnamed;
  element.loading = 'lazy';
  element.decoding = 'async';
  element.draggable = false;
  element.src = pictures.address(image);
  element.tabIndex = 0; // it is marked by a pen's key
  shown.set(element, image);
  return element;
}

const shown = new WeakMap<Element, BookImage>();

/** What an element of a book's text shows, if it is a picture. */
export const imageOf = (element: Element): BookImage | undefined => shown.get(element);

/** What stands in the place of a picture that could not be taken in. */
function leftOut(shows: string): HTMLElement {
  const element = document.createElement('span');
  element.className = 'left-out';
  element.dataset['name'] = shows;
  return element;
}

/** How large a picture is on the screen by itself, in pixels; 0 where not known. */
function sizeOf({ width, height, area }: BookImage): { width: number; height: number } {
  if (!area) return { width, height };
  return { width: area.width * PIXELS_A_POINT, height: area.height * PIXELS_A_POINT };
}
