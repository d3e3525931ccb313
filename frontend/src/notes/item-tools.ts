// What the items of a section offer beside a line: there is none in the tray.

import { getContext, setContext } from 'svelte';

export interface ItemTools {
  /** The key of the section. */
  section: () => string;
  /** Begin to write under a line. */
  write: (mark: string) => void;
  hide: (mark: string) => void;
  /** Put a moved line back in its own place. */
  putBack: (mark: string) => void;
}

const KEY = Symbol('item tools');

export const provideItemTools = (tools: ItemTools): ItemTools => setContext(KEY, tools);

export const itemTools = (): ItemTools | undefined => getContext<ItemTools | undefined>(KEY);
