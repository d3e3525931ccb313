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
  /** The connection stands, for the first time or again. */
  onOpen: () => void;
}

type Message = { event: unknown } | { open: true };

const NAME = 'glossator.events';
const REOPEN_AFTER = 3000;

/** Listen as long as the page is open. */
export function listenToEvents(listeners: EventListeners): void {
  const channel = new BroadcastChannel(NAME);
  const deliver = (message: Message) => {
    if ('open' in message) listeners.onOpen();
    else listeners.onEvent(serverEvent(message.event));
  };
  channel.onmessage = ({ data }: MessageEvent<Message>) => deliver(data);
  const pass = (message: Message) => {
    channel.postMessage(message);
    deliver(message);
  };
  void navigator.locks.request(NAME, () => followServer(pass));
}

/** Keep a connection open and pass on what comes; never ends, so that the lock is kept. */
function followServer(pass: (message: Message) => void): Promise<never> {
  const open = () => {
    const source = new EventSource('/api/events');
    source.onopen = () => pass({ open: true });
    source.onmessage = ({ data }: MessageEvent<string>) =>
      pass({ event: JSON.parse(data) as unknown });
    source.onerror = () => {
      // The browser reconnects by itself unless the server answered with an error.
      if (source.readyState === EventSource.CLOSED) setTimeout(open, REOPEN_AFTER);
    };
  };
  open();
  return new Promise(() => undefined);
}
