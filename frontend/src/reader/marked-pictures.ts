/** Pictures of a book that are marked: which, and how it is seen. */
import type { AreaMark } from '../api/areas.ts';
import type { BookImage } from '../api/book.ts';
import { imageOf } from './images.ts';

/** How a marked picture is outlined. */
export interface Outline {
  readonly colour: string;
  readonly stroke: string;
}

/** A picture as what a pen marks: the whole of it, of one cut from a page that part of the page. */
export function wholeOf(
  { name, width, height, area }: BookImage,
  element: HTMLImageElement,
): { image: string; page_index: number; rectangle: AreaMark['rectangle'] } {
  if (area) {
    const { page_index, ...rectangle } = area;
    return { image: '', page_index, rectangle };
  }
  const [across, down] = [width || element.naturalWidth, height || element.naturalHeight];
  return { image: name, page_index: 0, rectangle: { x: 0, y: 0, width: across, height: down } };
}

/** Whether an area is one of a picture: any of a picture of the file, all of one cut from a page. */
export function isOn({ name, area }: BookImage, mark: AreaMark): boolean {
  if (!area) return name !== '' && mark.image === name;
  const sides = ['x', 'y', 'width', 'height'] as const;
  const isSame = sides.every((side) => Math.abs(area[side] - mark.rectangle[side]) < 0.5);
  return mark.image === '' && mark.page_index === area.page_index && isSame;
}

/** Outline the pictures of a text that are marked, and the one that waits for a pen. */
export function outlinePictures(
  root: HTMLElement,
  outlineOf: (image: BookImage) => Outline | undefined,
  picked: Element | undefined,
): void {
  for (const element of root.querySelectorAll('img')) {
    const image = imageOf(element);
    const outline = image && outlineOf(image);
    element.classList.toggle('marked', outline !== undefined);
    element.classList.toggle('picked', element === picked);
    element.style.setProperty('--pen', outline?.colour ?? null);
    element.style.outlineStyle = outline?.stroke ?? '';
  }
}
