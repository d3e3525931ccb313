/** Where blocks stand in a section: one that goes on with a paragraph stands inside of it. */
import type { Block } from '../api/types.ts';
import type { BuiltBlock } from './build.ts';

export interface Standing {
  /** In the order of the text. */
  readonly built: readonly BuiltBlock[];
  /** In the order of reading: the footnotes that interrupt a paragraph come after it. */
  readonly elements: readonly HTMLElement[];
}

/**
 * Build the blocks of a section. One that continues a paragraph begun in another
 * section stands alone: sections are laid out one by one.
 */
export function stand(
  blocks: readonly Block[],
  build: (block: Block, within: boolean) => BuiltBlock | undefined,
): Standing {
  const built: BuiltBlock[] = [];
  const elements: HTMLElement[] = [];
  let host: HTMLElement | undefined;
  for (const block of blocks) {
    const within = block.continues && host !== undefined;
    const made = build(block, within);
    if (!made) continue;
    built.push(made);
    if (within) {
      host?.append(' ', made.element);
    } else {
      elements.push(made.element);
      if (block.kind !== 'footnote') host = made.element;
    }
  }
  return { built, elements };
}
