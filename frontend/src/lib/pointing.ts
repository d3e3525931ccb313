/** The mark that is pointed at, told to the other windows of this browser: notes to text and back. */

export interface Pointed {
  /** The id of the mark, null when none is pointed at any more. */
  readonly mark: string | null;
  /** By keys: then it is brought into sight; a pointer only passes over it. */
  readonly walked: boolean;
}

const channel = 'BroadcastChannel' in window ? new BroadcastChannel('glossator.pointed') : null;
let told: string | null = null;

/** Tell the other windows, unless they know. */
export function pointAt(mark: string | null, walked: boolean): void {
  if (mark === told) return;
  told = mark;
  channel?.postMessage({ mark, walked } satisfies Pointed);
}

/** Hear of what is pointed at in other windows; gives how to stop. */
export function onPointed(listener: (pointed: Pointed) => void): () => void {
  const hear = ({ data }: MessageEvent<Pointed>) => {
    told = data.mark;
    listener(data);
  };
  channel?.addEventListener('message', hear);
  return () => channel?.removeEventListener('message', hear);
}
