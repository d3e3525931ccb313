/** The launch token in the page's address, exchanged once for the session's cookie. */
import { send } from './http.ts';

/** The token in an address's fragment ("#launch=TOKEN"), or "" for none. */
export function launchToken(fragment: string): string {
  return new URLSearchParams(fragment.replace(/^#/, '')).get('launch') ?? '';
}

/**
 * Exchange the launch token, if the address has one, and clear it from the address.
 *
 * A spent token is no failure here: the cookie may be there already, and the
 * first request that needs it says so.
 */
export async function openSession(): Promise<void> {
  const token = launchToken(location.hash);
  if (token === '') return;
  history.replaceState(history.state, '', location.pathname + location.search);
  await send('/api/session', { method: 'POST', body: { token } }).catch(() => undefined);
}
