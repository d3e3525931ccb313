// Gives every test the real program: its own server on its own copy of the sample library.

import { type ChildProcess, execFile, spawn } from 'node:child_process';
import { once } from 'node:events';
import { cp, mkdtemp, rm } from 'node:fs/promises';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { AxeBuilder } from '@axe-core/playwright';
import { test as base, expect, type Page } from '@playwright/test';

const PROGRAM =
  process.env['GLOSSATOR'] ?? fileURLToPath(new URL('../../.venv/bin/glossator', import.meta.url));
const STARTS_WITHIN_MS = 20_000;

/** A running `glossator serve`; `address` carries the launch token, good for one visit. */
export class Server {
  address = '';
  /** Whether the test ended it at some point: then the page may miss it aloud. */
  wasAway = false;
  readonly library: string;
  #process: ChildProcess | undefined;
  #port = '';
  /** Further options of `glossator serve`. */
  #options: readonly string[];
  /** What it has printed up to the address. */
  said = '';

  constructor(library: string, options: readonly string[] = []) {
    this.library = library;
    this.#options = options;
  }

  /** Starts the program; again on the same port after `stop`, as a reader would. */
  async start(): Promise<void> {
    // One of its own: another test's server would take it while this one is away.
    this.#port ||= await freePort();
    const options = ['--library', this.library, '--port', this.#port, ...this.#options];
    this.#process = spawn(PROGRAM, ['serve', ...options], { stdio: ['ignore', 'pipe', 'inherit'] });
    this.said = await printed(this.#process);
    this.address = ADDRESS.exec(this.said)?.[0] ?? '';
  }

  /** Ends the program; SIGKILL is the power cut. */
  async stop(signal: NodeJS.Signals = 'SIGTERM'): Promise<void> {
    const running = this.#process;
    if (!running || running.exitCode !== null || running.signalCode !== null) return;
    this.wasAway = true;
    const ended = once(running, 'exit');
    running.kill(signal);
    await ended;
  }
}

/** Gives a port that nothing listens on, outside those that the program takes by itself. */
export async function freePort(): Promise<string> {
  const probe = createServer().listen(0, '127.0.0.1');
  await once(probe, 'listening');
  const address = probe.address();
  probe.close();
  if (address === null || typeof address === 'string') throw new Error('No port is free.');
  return String(address.port);
}

const ADDRESS = /http:\/\/127\.0\.0\.1:\d+\S*/;

/** Gives what the program prints, up to the address. */
async function printed(running: ChildProcess): Promise<string> {
  if (!running.stdout) throw new Error('glossator serve has no output to read.');
  const deadline = AbortSignal.timeout(STARTS_WITHIN_MS);
  let said = '';
  const lines = createInterface({ input: running.stdout, signal: deadline });
  for await (const line of lines) {
    said += `${line}\n`;
    if (ADDRESS.test(line)) {
      running.stdout.resume();
      return said;
    }
  }
  throw new Error('glossator serve ended, or printed no address in time.');
}

/** Runs one command of the program, as `glossator ARGUMENTS`, and gives what it printed. */
export async function glossator(...args: string[]): Promise<string> {
  return (await promisify(execFile)(PROGRAM, args)).stdout;
}

/** Fails if axe finds a fault in the page as it stands (WCAG 2.2 AA), after the rest of the test. */
export async function expectAccessible(page: Page): Promise<void> {
  const rules = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'];
  const { violations } = await new AxeBuilder({ page }).withTags(rules).analyze();
  const faults = violations.map((fault) => [fault.id, ...fault.nodes.map((node) => node.html)]);
  expect.soft(faults, page.url()).toEqual([]);
}

interface OfTest {
  /** A server of this test alone; nothing is open in the browser yet. */
  server: Server;
  /** Warnings and errors in the page's console; any at the end, and the test fails. */
  complaints: string[];
}

interface OfWorker {
  /** A folder with the sample library, to be copied only. */
  sample: string;
}

export const test = base.extend<OfTest, OfWorker>({
  sample: [
    async ({}, use) => {
      const folder = await mkdtemp(join(tmpdir(), 'glossator-sample-'));
      await glossator('sample', '--library', folder);
      await use(folder);
      await rm(folder, { recursive: true });
    },
    { scope: 'worker' },
  ],

  server: async ({ sample }, use) => {
    const library = await mkdtemp(join(tmpdir(), 'glossator-library-'));
    await cp(sample, library, { recursive: true });
    const server = new Server(library);
    await server.start();
    await use(server);
    await server.stop();
    await rm(library, { recursive: true });
  },

  baseURL: async ({ server }, use) => {
    await use(new URL(server.address).origin);
  },

  complaints: [
    async ({ page, server }, use) => {
      const complaints: string[] = [];
      page.on('console', (message) => {
        if (['warning', 'error'].includes(message.type())) complaints.push(message.text());
      });
      page.on('pageerror', (error) => complaints.push(String(error)));
      await use(complaints);
      const missing = (complaint: string) => complaint.includes('net::ERR_');
      expect(complaints.filter((one) => !(server.wasAway && missing(one)))).toEqual([]);
      await page.close();
    },
    { auto: true },
  ],
});

export { expect };
