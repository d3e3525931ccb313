// Saving a file that the server makes: a failure becomes a sentence, not a file.

import { announce, complain } from './notices.svelte.ts';

/**
 * Fetch an address and let the browser save it under the name the server gave it.
 *
 * `asked` is sent along as JSON, for what does not fit into an address.
 */
export async function save(address: string, asked?: object): Promise<void> {
  try {
    const response = await fetch(address, asked && posting(asked));
    if (!response.ok) throw new Error(await reason(response));
    handOver(await response.blob(), nameOf(response));
    const missing = leftOut(response.headers.get('glossator-left-out') ?? '[]');
    if (missing.length > 0) announce(missing.join(' '));
  } catch (error) {
    complain(error);
  }
}

/** Read the file's name from Content-Disposition (RFC 6266), the encoded form first. */
export function fileName(disposition: string): string {
  const encoded = /filename\*=utf-8''([^;]+)/i.exec(disposition)?.[1];
  if (encoded) return decodeURIComponent(encoded);
  return /filename="?([^";]+)"?/i.exec(disposition)?.[1] ?? '';
}

/** Read what a file does not hold, in sentences. */
export function leftOut(header: string): string[] {
  const sentences: unknown = JSON.parse(decodeURIComponent(header));
  return Array.isArray(sentences) ? sentences.map(String) : [];
}

const posting = (asked: object): RequestInit => ({
  method: 'POST',
  headers: { 'Content-Type': 'application/json' },
  body: JSON.stringify(asked),
});

function nameOf(response: Response): string {
  return fileName(response.headers.get('content-disposition') ?? '');
}

async function reason(response: Response): Promise<string> {
  const failure: unknown = await response.json();
  const told = typeof failure === 'object' && failure !== null && 'message' in failure;
  return told ? String(failure.message) : response.statusText;
}

function handOver(content: Blob, name: string): void {
  const anchor = document.createElement('a');
  anchor.href = URL.createObjectURL(content);
  anchor.download = name;
  anchor.click();
  URL.revokeObjectURL(anchor.href);
}
