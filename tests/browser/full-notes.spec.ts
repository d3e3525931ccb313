// A full set of notes of six real opinions: marked by keys, read form by form, every form printed.

import { existsSync, mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { copyFile, readFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { Page } from '@playwright/test';
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
/** Where the printed forms are kept to be looked at; without it they are only checked. */
const SHOWN = process.env['NOTES_SHOWN'];

/** The keys of the pens for a brief: facts, procedure, issue, holding, rule, reasoning. */
const BRIEF = [
  { pen: 1, says: 'What happened: the one sold, the other paid, and nothing was delivered.' },
  { pen: 2, says: 'Below: judgment for the seller; affirmed on appeal.' },
  { pen: 3, says: 'Does a buyer who paid in advance bear the loss?' },
  { pen: 4, says: 'No, because the risk passes with the goods and not with the price.' },
  { pen: 5, says: 'Risk passes on delivery unless the parties agree otherwise.' },
  { pen: 6, says: 'The statute speaks of delivery; payment is not named in it.' },
] as const;
const TOPICS = ['Sales > Risk', 'Sales > Delivery', 'Courts > Review'] as const;

interface Library {
  courses: { id: string; pen_system: string }[];
}

async function markOpinion(page: Page, source: string, book: number): Promise<void> {
  await page.goto(`/read/${source}`);
  await expect(page.locator('section p').first()).toBeVisible();
  for (const [number, { pen, says }] of BRIEF.entries()) {
    const topic = pen >= 4 ? (TOPICS[(book + number) % TOPICS.length] ?? '') : '';
    await markByKeys(page, { steps: 2, pen, ownWords: `${says} (${String(book)})`, topic });
  }
  const count = async () => {
    const reply = await page.request.get(`/api/sources/${source}/annotations`);
    return ((await reply.json()) as { annotations: unknown[] }).annotations.length;
  };
  await expect.poll(count, { timeout: 30_000 }).toBe(BRIEF.length);
}

/** Chooses an entry of the Export menu by keys, and gives the file. */
async function exportByKeys(page: Page, label: string): Promise<Buffer> {
  const download = page.waitForEvent('download');
  await page.getByRole('button', { name: 'Export' }).focus();
  await page.keyboard.press('Enter');
  const item = page.getByRole('menuitem', { name: label, exact: true });
  await expect(item).toBeVisible();
  for (let step = 0; step < 20; step += 1) {
    if (await item.evaluate((element) => element === document.activeElement)) break;
    await page.keyboard.press('ArrowDown');
  }
  await page.keyboard.press('Enter');
  const file = await download;
  const path = await file.path();
  if (SHOWN) await copyFile(path, join(SHOWN, file.suggestedFilename().replaceAll('/', '_')));
  return readFile(path);
}

test('six opinions become briefs, an outline and all other forms, each printed', async ({
  browser,
}) => {
  test.skip(!existsSync(DATA), 'the practice documents (../shared/data) are not here');
  test.setTimeout(300_000);
  if (SHOWN) mkdirSync(SHOWN, { recursive: true });
  const library = mkdtempSync(join(tmpdir(), 'glossator-full-'));
  const files = BOOKS.map((name) => join(DATA, name));
  const reply = await glossator('import', '--json', '--library', library, ...files);
  const sources = (JSON.parse(reply) as { source: string }[]).map(({ source }) => source);
  const server = new Server(library);
  await server.start();
  const context = await browser.newContext({ baseURL: new URL(server.address).origin });
  const page = await context.newPage();
  await page.goto(server.address);
  await expect(page.getByRole('heading', { level: 1 })).toBeVisible();

  for (const [book, source] of sources.entries()) await markOpinion(page, source, book);

  const view = (await (await page.request.get('/api/library')).json()) as Library;
  const course = view.courses[0]?.id ?? '';
  for (const source of sources) {
    await page.goto(`/notes/brief/${source}`);
    for (const { says } of BRIEF) await expect(page.getByText(says).first()).toBeVisible();
    await expect(page.getByText('Issue', { exact: true }).first()).toBeVisible();
    const pdf = await exportByKeys(page, 'PDF, A4');
    expect(pages(pdf)).toBe(1);
  }
  for (const form of ['outline', 'questions', 'matrix', 'timeline', 'reading']) {
    await page.goto(`/notes/${form}/${course}`);
    await expect(page.getByRole('article')).toBeVisible();
    expect(pages(await exportByKeys(page, 'PDF, A4'))).toBeGreaterThan(0);
  }
  await page.goto(`/notes/sheet/${course}`);
  await expect(page.getByText(/36 lines on \d page/)).toBeVisible();
  await page.goto(`/notes/long-brief/${sources[0] ?? ''}`);
  await expect(page.getByRole('heading', { name: 'Separate opinions' })).toBeAttached();
  await exportByKeys(page, 'PDF without colour');
  await server.stop();
  await context.close();
  rmSync(library, { recursive: true });
});

/** Counts the pages of a PDF. */
function pages(pdf: Buffer): number {
  expect(pdf.subarray(0, 5).toString()).toBe('%PDF-');
  return [...pdf.toString('latin1').matchAll(/\/Type\s*\/Page\b(?!s)/g)].length;
}
