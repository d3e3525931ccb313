// Changing the library from a page where a refusal needs no more than its sentence.

import type { OperationReply, Step } from '../api/types.ts';
import { library } from '../lib/library-state.svelte.ts';

/** Change something; gives undefined when it was refused, which the foot of the page tells. */
export function change(step: Step): Promise<OperationReply | undefined> {
  return library.submit(step).catch(() => undefined);
}
