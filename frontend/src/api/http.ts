/** One request to the server: the reply checked, every failure an ApiError with a sentence. */
import { errorReply } from './replies.ts';
import { Mismatch, type Check } from './validate.ts';

/** A failed request: `message` is the sentence to show, `kind` for code to tell by. */
export class ApiError extends Error {
  override name = 'ApiError';
  /** The HTTP status; 0 when the program was not reached. */
  readonly status: number;
  readonly kind: string;

  constructor(status: number, kind: string, message: string) {
    super(message);
    this.status = status;
    this.kind = kind;
  }

  /** Whether the server has dealt with the request: sending it again is of no use. */
  get final(): boolean {
    const retriable = [401, 408, 425, 429];
    const refused = this.status >= 400 && this.status < 500 && !retriable.includes(this.status);
    return refused || this.kind === 'contract';
  }
}

export interface Call {
  method?: 'GET' | 'POST' | 'PUT';
  /** A value to send as JSON, a text that is JSON already, or bytes. */
  body?: unknown;
  /** Let the request outlive the page. */
  keepalive?: boolean;
}

/** Send a request and give its reply, checked. */
export async function call<T>(path: string, check: Check<T>, options: Call = {}): Promise<T> {
  const response = await request(path, options);
  try {
    return check(await response.json());
  } catch (error) {
    if (!(error instanceof Mismatch || error instanceof SyntaxError)) throw error;
    throw new ApiError(
      0,
      'contract',
      `The program's answer to ${path} could not be read (${error.message}). ` +
        'Reload the page: it may be older than the program.',
    );
  }
}

/** Send a request whose reply is empty. */
export async function send(path: string, options: Call): Promise<void> {
  await request(path, options);
}

async function request(path: string, options: Call): Promise<Response> {
  const { method = 'GET', body, keepalive = false } = options;
  const init: RequestInit = { method, keepalive, credentials: 'same-origin' };
  if (body instanceof Blob) {
    init.body = body;
    init.headers = { 'Content-Type': 'application/octet-stream' };
  } else if (body !== undefined) {
    init.body = typeof body === 'string' ? body : JSON.stringify(body);
    init.headers = { 'Content-Type': 'application/json' };
  }
  const response = await reach(path, init);
  if (!response.ok) throw await failure(response);
  return response;
}

async function reach(path: string, init: RequestInit): Promise<Response> {
  try {
    return await fetch(path, init);
  } catch {
    throw new ApiError(
      0,
      'unreachable',
      'The program is not running. Start it again with glossator serve; nothing you marked is lost.',
    );
  }
}

async function failure(response: Response): Promise<ApiError> {
  try {
    const { kind, message } = errorReply(await response.json());
    return new ApiError(response.status, kind, message);
  } catch {
    return new ApiError(
      response.status,
      'unknown',
      `The program answered ${response.status} without saying why. Look at where it runs.`,
    );
  }
}
