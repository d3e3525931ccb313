/**
 * Server-sent events, one connection a browser.
 *
 * Browsers allow six connections to a server, so the tabs agree on a leader by
 * a Web Lock; it listens and passes each event on by a BroadcastChannel. When
 * the leader closes, the lock goes to another tab.
 */
import { serverEvent } from './replies.ts';
import type { ServerEvent } from './types.ts';

export interface EventListeners {
  onEvent: (event: ServerEvent) => void;
  /** The connection stands (again): events may have been missed unless it is the first time. */
  onOpen: (again: boolean) => void;
}

type Message = { event: unknown } | { open: boolean };

const NAME = 'glossator.events';
const REOPEN_AFTER = 3000;

/** Listen until `signal` aborts. */
export function listenToEvents(listeners: EventListeners, signal: AbortSignal): void {
  const channel = new BroadcastChannel(NAME);
  const deliver = (message: Message) => {
    if ('open' in message) listeners.onOpen(message.open);
    else listeners.onEvent(serverEvent(message.event));
  };
  channel.onmessage = ({ data }: MessageEvent<Message>) => deliver(data);
  signal.addEventListener('abort', () => channel.close());
  const lead = () =>
    followServer((message) => {
      channel.postMessage(message);
      deliver(message);
    }, signal);
  navigator.locks.request(NAME, { signal }, lead).catch(() => undefined); // aborted
}

/** Keep a connection open and pass on what comes, until `signal` aborts. */
function followServer(pass: (message: Message) => void, signal: AbortSignal): Promise<void> {
  let opened = false;
  let source: EventSource;
  const open = () => {
    if (signal.aborted) return;
    source = new EventSource('/api/events');
    source.onopen = () => {
      pass({ open: opened });
      opened = true;
    };
    source.onmessage = ({ data }: MessageEvent<string>) =>
      pass({ event: JSON.parse(data) as unknown });
    source.onerror = () => {
      // The browser reconnects by itself unless the server answered with an error.
      if (source.readyState === EventSource.CLOSED) setTimeout(open, REOPEN_AFTER);
    };
  };
  open();
  return new Promise((resolve) => {
    signal.addEventListener('abort', () => {
      source.close();
      resolve();
    });
  });
}
