/** Finding in a text and the time of reading: the mirror of `src/glossator/web/wire_reading.py`. */
import { call, send } from './http.ts';
import { array, boolean, number, object, row, string } from './validate.ts';

export interface Wanted {
  words: string;
  case: boolean;
  whole: boolean;
  /** Whether `words` is a regular expression. */
  pattern: boolean;
  in_marks: boolean;
}

/** A place where something was found, and one line of what stands around it. */
export interface Hit {
  start: number;
  end: number;
  before: string;
  words: string;
  after: string;
}

export interface Found {
  hits: Hit[];
  /** Whether there is more than is listed. */
  more: boolean;
  /** A sentence: why the pattern cannot be used; "" for nothing. */
  problem: string;
}

export const found = object<Found>({
  hits: array(
    row<Hit>({ start: number, end: number, before: string, words: string, after: string }),
  ),
  more: boolean,
  problem: string,
});

export const timeSpent = object<{ seconds: number }>({ seconds: number });

const at = (id: string) => encodeURIComponent(id);

/** Find in the text of a source; without words its text is only made ready. */
export const findIn = (source: string, wanted: Wanted): Promise<Found> =>
  call(`/api/sources/${at(source)}/find`, found, { method: 'POST', body: wanted });

/** Tell of more seconds of reading; gives how many they are in all. */
export async function addTime(source: string, seconds: number): Promise<number> {
  const options = { method: 'POST', body: { seconds }, keepalive: true } as const;
  return (await call(`/api/sources/${at(source)}/time`, timeSpent, options)).seconds;
}

/** Forget how long one source was read, or each of them. */
export const forgetTime = (source?: string): Promise<void> =>
  send(source === undefined ? '/api/time/forget' : `/api/sources/${at(source)}/time/forget`, {
    method: 'POST',
    body: {},
  });
