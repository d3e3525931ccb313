/** Back and forward like a browser: every jump is a step, and every step knows where it stood. */
import { keepState, keptState, navigate } from '../../ui/router.ts';

/** Which of the sources that are open: the one that is read, or the one beside it. */
export type Pane = 'main' | 'beside';

/** Where a source stands: an offset, and its share of the reading height below the top. */
export interface Kept {
  readonly offset: number;
  readonly share: number;
}

type Stands = Partial<Record<Pane, Kept>>;

/** Jumps in quicker succession than this are one: keys held on the strip, hits gone through. */
const ONE_JUMP_MS = 1000;

let lastJump = -Infinity;

/** Where a pane stood at the present step; undefined where the step does not know. */
export function keptStand(pane: Pane): Kept | undefined {
  const kept = standsIn(keptState())[pane];
  return isKept(kept) ? kept : undefined;
}

/** Have the present step remember where a pane stands. */
export function keepStand(pane: Pane, kept: Kept): void {
  keepState({ stands: { ...standsIn(keptState()), [pane]: kept } });
}

/** Make a jump of a pane a step of its own; the page goes there when it hears of the step. */
export function jump(pane: Pane, path: string, to: Kept): void {
  const now = performance.now();
  const replace = now - lastJump < ONE_JUMP_MS;
  lastJump = now;
  const state = () => ({ stands: { ...standsIn(keptState()), [pane]: to } });
  navigate(path, { replace, state });
}

/** What a step remembers in which one pane's source stands alone, or another joins it. */
export const onlyStand = (pane: Pane) => (): unknown => ({
  stands: { main: standsIn(keptState())[pane] },
});

/** The next jump is a step of its own, however soon it comes. */
export function restFromJumps(): void {
  lastJump = -Infinity;
}

function standsIn(state: unknown): Stands {
  if (typeof state !== 'object' || state === null || !('stands' in state)) return {};
  const { stands } = state;
  return typeof stands === 'object' && stands !== null ? stands : {};
}

function isKept(value: unknown): value is Kept {
  const { offset, share } = (value ?? {}) as Record<string, unknown>;
  return typeof offset === 'number' && typeof share === 'number';
}
