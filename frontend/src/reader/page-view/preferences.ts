/** How the reader likes to see pages, kept in this browser. */
import { LARGEST_ZOOM, SMALLEST_ZOOM, type Columns, type Fit } from './layout.ts';

const KEY = 'glossator.pages';

export interface PageLook {
  /** Null: as large as `zoom` says. */
  fit: Fit | null;
  zoom: number;
  columns: Columns;
  thumbnails: boolean;
}

const DEFAULT: PageLook = { fit: 'width', zoom: 1, columns: 1, thumbnails: false };

export function readLook(): PageLook {
  try {
    const kept = JSON.parse(localStorage.getItem(KEY) ?? '{}') as Record<string, unknown>;
    return sound({ ...DEFAULT, ...kept });
  } catch {
    return DEFAULT; // no JSON: somebody else wrote it
  }
}

export const keepLook = (look: PageLook): void => localStorage.setItem(KEY, JSON.stringify(look));

type Kept = Record<keyof PageLook, unknown>;

const sound = ({ fit, zoom, columns, thumbnails }: Kept): PageLook => ({
  fit: fit === null || fit === 'page' ? fit : 'width',
  zoom: Math.min(LARGEST_ZOOM, Math.max(SMALLEST_ZOOM, Number(zoom) || 1)),
  columns: columns === 2 ? 2 : 1,
  thumbnails: thumbnails === true,
});
