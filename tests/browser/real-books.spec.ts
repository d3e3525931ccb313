// The whole way on real books, without a mouse: thirty marks with all pens and topics, notes
// current after each, and a reload, kills and a power cut in between that lose nothing.

import { existsSync, mkdtempSync, rmSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { type BrowserContext, type Page } from '@playwright/test';
import { expect, glossator, Server, test } from './glossator.ts';
import { markByKeys } from './marking.ts';

const DATA = fileURLToPath(new URL('../../../shared/data/documents/', import.meta.url));
const BOOKS = [
  'us-scotus-19-1392-slip-213pp.pdf',
  'us-698SE2d424.html',
  'us-opinion.txt',
  'us-ca3-09-1225.pdf',
  'us-ca9-07-55393.pdf',
  'us-tax-court.pdf',
];
const MARKS_A_BOOK = 5;
const PENS = 7;

interface Imported {
  status: string;
  source: string;
}
interface Found {
  annotations: { id: string; pen: string; own_words?: string; topics?: string[] }[];
}

/** Two windows on one library: one to mark in, one that shows the brief. */
class Session {
  readonly server: Server;
  reader!: Page;
  brief!: Page;

  constructor(server: Server) {
    this.server = server;
  }

  async open(context: BrowserContext): Promise<void> {
    this.reader = await context.newPage();
    await this.reader.goto(this.server.address);
    await expect(this.reader.getByRole('heading', { level: 1 })).toBeVisible();
    this.brief = await context.newPage();
  }

  async read(source: string): Promise<void> {
    await this.brief.goto(`/notes/brief/${source}`);
    await this.reader.bringToFront();
    await this.reader.goto(`/read/${source}`);
    await this.#textIsThere();
  }

  async reload(): Promise<void> {
    await this.reader.reload();
    await this.#textIsThere();
  }

  /** The power cut: the program is gone in the middle, and comes back. */
  async kill(): Promise<void> {
    await this.server.stop('SIGKILL');
    await this.server.start();
  }

  /** Makes one mark with keys alone, with words and perhaps a topic. */
  async mark(pen: number, words: string, topic: string): Promise<void> {
    const steps = 1 + (pen % 3);
    await markByKeys(this.reader, { steps, pen, ownWords: words, topic });
  }

  async annotations(source: string): Promise<Found['annotations']> {
    const reply = await this.reader.request.get(`/api/sources/${source}/annotations`);
    return ((await reply.json()) as Found).annotations;
  }

  /** Waits until a mark with these words is stored and stands in the other window's brief. */
  async expectEverywhere(source: string, words: string): Promise<void> {
    const isStored = async () =>
      (await this.annotations(source)).some((one) => one.own_words === words);
    await expect.poll(isStored, { message: words, timeout: 30_000 }).toBe(true);
    await expect(this.brief.getByText(words)).toBeVisible();
  }

  async #textIsThere(): Promise<void> {
    await expect(this.reader.locator('section p').first()).toBeVisible();
  }
}

/** What befalls the program around a mark, by book and mark. */
async function interrupt(session: Session, book: number, count: number): Promise<void> {
  if (book === 1 && count === 2) await session.reload();
  if (book === 2 && count === 2) {
    await session.kill();
    await session.reload();
  }
}

async function markBook(session: Session, source: string, book: number): Promise<void> {
  await session.read(source);
  for (let count = 0; count < MARKS_A_BOOK; count += 1) {
    const pen = ((book * MARKS_A_BOOK + count) % PENS) + 1;
    const words = `In my own words, ${String(book)} and ${String(count)}.`;
    const isAway = book === 3 && count === 2;
    if (isAway) await session.server.stop('SIGKILL');
    const topic = `Topic ${String(book)} > Part ${String(count)}`;
    await session.mark(pen, words, count % 2 ? topic : '');
    if (isAway) {
      await expect(session.reader.getByText(/not saved yet/).first()).toBeVisible();
      await session.server.start();
    }
    await session.expectEverywhere(source, words);
    await interrupt(session, book, count);
  }
}

test('thirty marks in six real books, through reloads and kills', async ({ browser }) => {
  test.skip(!existsSync(DATA), 'practice data not found at ../shared/data: this test is skipped');
  test.setTimeout(300_000);
  const folder = mkdtempSync(join(tmpdir(), 'glossator-real-'));
  const library = join(folder, 'library');
  const books = BOOKS.map((name) => join(DATA, name));
  const json = await glossator('import', ...books, '--library', library, '--json');
  const imported = JSON.parse(json) as Imported[];
  expect(imported.map((one) => one.status)).toEqual(BOOKS.map(() => 'imported'));

  const session = new Session(new Server(library));
  await session.server.start();
  const baseURL = new URL(session.server.address).origin;
  const context = await browser.newContext({ baseURL });
  await session.open(context);
  for (const [book, { source }] of imported.entries()) await markBook(session, source, book);

  const found = await Promise.all(imported.map(({ source }) => session.annotations(source)));
  expect(found.map((marks) => marks.length)).toEqual(BOOKS.map(() => MARKS_A_BOOK));
  expect(new Set(found.flat().map((one) => one.pen)).size).toBe(PENS);
  const outline = await glossator('notes', 'outline', '--library', library);
  for (let book = 0; book < BOOKS.length; book += 1) {
    expect(outline).toMatch(new RegExp(`Topic ${String(book)}$`, 'm'));
    expect(outline).toContain(`In my own words, ${String(book)} and 1.`);
  }
  const pdf = join(folder, 'outline.pdf');
  await glossator('notes', 'outline', '--to', 'pdf', '-o', pdf, '--library', library);
  expect((await readFile(pdf)).subarray(0, 5).toString()).toBe('%PDF-');

  await context.close();
  await session.server.stop('SIGKILL');
  const check = await glossator('check', '--deep', '--json', '--library', library);
  expect(JSON.parse(check)).toMatchObject({ sound: true, findings: [] });
  rmSync(folder, { recursive: true });
});
