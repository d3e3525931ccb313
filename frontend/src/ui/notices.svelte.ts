// What the program has to say in passing: one sentence at the foot of the page, read out too.

export interface Notice {
  message: string;
  /** A way on, such as "Undo". */
  action?: { label: string; run: () => void };
  /** Stays until it is put away. */
  stays: boolean;
}

const SHOWN_MS = 8000;

let notice = $state.raw<Notice | null>(null);
let timer: ReturnType<typeof setTimeout> | undefined;

/** Give the sentence that is shown now. */
export function currentNotice(): Notice | null {
  return notice;
}

/** Say what was done; the sentence leaves by itself. */
export function announce(message: string, action?: Notice['action']): void {
  show({ message, stays: false, ...(action && { action }) });
  timer = setTimeout(dismiss, SHOWN_MS);
}

/** Say what went wrong; the sentence stays until the reader puts it away. */
export function complain(error: unknown): void {
  show({ message: error instanceof Error ? error.message : String(error), stays: true });
}

/** Put the sentence away. */
export function dismiss(): void {
  clearTimeout(timer);
  notice = null;
}

function show(next: Notice): void {
  dismiss();
  notice = next;
}
