/** Areas of pages and pictures: the mirror of `src/glossator/web/wire_areas.py`. */
import { imageAddress, PIXELS_A_POINT } from './book.ts';
import { pageAddress, type PagePart } from './pages.ts';
import { nullable, number, object, optional, optionalString, row, string } from './validate.ts';

export interface AreaMark {
  /** What it is called: "Area of p. 215"; "" while the server has not said it yet. */
  words: string;
  /** In points of the page, or in pixels of the picture. */
  rectangle: PagePart;
  page_index: number;
  /** Of which text its page is. */
  edition: string;
  /** The name of the picture; "" for an area of a page. */
  image: string;
  /** Of the whole picture, 0 where not known. */
  picture_width: number;
  picture_height: number;
  /** Where its page or picture stands in the text; null for nowhere. */
  at: number | null;
}

/** As it is sent: left, top, width and height. */
export type SentRectangle = [x: number, y: number, width: number, height: number];

export interface AnnotateArea {
  id: string;
  op: 'annotate_area';
  annotation: string;
  source: string;
  edition: string;
  area: SentRectangle;
  pen: string;
  page_index?: number;
  image?: string;
}

const count = optional(number, () => 0);
const sides = { x: number, y: number, width: number, height: number };
const offset = optional(nullable(number), () => null);

export const areaMark = object<AreaMark>({
  words: string,
  rectangle: row<PagePart>(sides),
  page_index: count,
  edition: optionalString,
  image: optionalString,
  picture_width: count,
  picture_height: count,
  at: offset,
});

const shownArea = object({
  words: string,
  edition: nullable(string),
  part: object({ page_index: number, ...sides, image: string }),
  at: offset,
  picture_width: number,
  picture_height: number,
});

/** The area of a line of notes, `model.notes.ShownArea`, in the same shape. */
export function areaOfLine(value: unknown): AreaMark {
  const { part, edition, ...rest } = shownArea(value);
  const { page_index, image, ...rectangle } = part;
  return { ...rest, rectangle, page_index, image, edition: edition ?? '' };
}

export const sent = ({ x, y, width, height }: PagePart): SentRectangle => [x, y, width, height];

/** How sharp it is shown: pixels to a point. */
const SHARPNESS = 2 * PIXELS_A_POINT;

/** Where the picture of an area comes from; of a picture the whole of it. */
export const areaMarkAddress = (source: string, area: AreaMark): string =>
  area.image
    ? imageAddress(source, area.image)
    : pageAddress(source, area.edition, area.page_index, SHARPNESS, area.rectangle);

/** Whether only part of the picture that comes is shown. */
export const isCropped = ({ image, rectangle, picture_width, picture_height }: AreaMark): boolean =>
  image !== '' &&
  picture_width > 0 &&
  picture_height > 0 &&
  (rectangle.width !== picture_width || rectangle.height !== picture_height);
