/** What draws marks on the text; `painters.ts` chooses which way. */
import type { Pen } from '../api/types.ts';
import type { Segment } from './segments.ts';

export interface Painter {
  /** Draw a section's segments in place of what was drawn in it before. */
  draw(section: number, segments: readonly Segment[]): void;
  /** Take away what is drawn in a section. */
  erase(section: number): void;
  /** Learn what pens look like, at the start and whenever they or the theme change. */
  dress(pens: readonly Pen[]): void;
  destroy(): void;
}
