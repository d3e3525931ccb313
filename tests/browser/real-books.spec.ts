// The whole way on real books, without a mouse: thirty marks with all pens and topics, notes
// current after each, and a reload, kills and a power cut in between that lose nothing.

import { existsSync, mkdtempSync, rmSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { type Page } from '@playwright/test';
import { expect, glossator, Server, test } from './glossator.ts';

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

const annotationsOf = async (page: Page, source: string): Promise<Found['annotations']> =>
  ((await (await page.request.get(`/api/sources/${source}/annotations`)).json()) as Found)
    .annotations;

/** Makes one mark with keys alone and waits until it is saved. */
async function mark(page: Page, pen: number, words: string, topic: string): Promise<void> {
  for (let step = 0; step < 1 + (pen % 3); step += 1) await page.keyboard.press('n');
  await page.keyboard.press(String(pen));
  if (words) {
    await page.keyboard.press('e');
    await expect(page.getByLabel('Own words').first()).toBeFocused();
    await page.keyboard.type(words);
    await page.keyboard.press('Control+Enter');
  }
  if (topic) {
    await page.keyboard.press('t');
    await expect(page.getByRole('combobox').first()).toBeFocused();
    await page.keyboard.type(topic);
    await page.keyboard.press('Enter');
    await page.keyboard.press('Escape');
  }
}

test('thirty marks in six real books, through reloads and kills', async ({ browser }) => {
  test.skip(!existsSync(DATA), 'practice data not found at ../shared/data: this test is skipped');
  test.setTimeout(240_000);
  const folder = mkdtempSync(join(tmpdir(), 'glossator-real-'));
  const books = BOOKS.map((name) => join(DATA, name));
  const json = await glossator('import', ...books, '--library', folder, '--json');
  const imported = JSON.parse(json) as Imported[];
  expect(imported.map((one) => one.status)).toEqual(BOOKS.map(() => 'imported'));
  const server = new Server(folder);
  await server.start();
  const context = await browser.newContext({ baseURL: new URL(server.address).origin });
  const page = await context.newPage();
  await page.goto(server.address);
  await expect(page.getByRole('heading', { level: 1 })).toBeVisible();
  const brief = await context.newPage();

  let made = 0;
  for (const [number, { source }] of imported.entries()) {
    await page.goto(`/read/${source}`);
    await brief.goto(`/notes/brief/${source}`);
    await page.bringToFront();
    await expect(page.getByRole('heading', { level: 1 })).toBeVisible();
    for (let count = 0; count < MARKS_A_BOOK; count += 1) {
      const words = `In my own words, ${String(number)} and ${String(count)}.`;
      const topic = count % 2 ? `Topic ${String(number)} > Part ${String(count)}` : '';
      const isAway = number === 3 && count === 2;
      if (isAway) await server.stop('SIGKILL');
      await mark(page, (made % PENS) + 1, words, isAway ? '' : topic);
      made += 1;
      if (isAway) {
        await expect(page.getByText(/not saved yet/).first()).toBeVisible();
        await server.start();
      }
      await expect
        .poll(async () => (await annotationsOf(page, source)).some((a) => a.own_words === words), {
          message: `mark ${String(made)} is stored`,
          timeout: 30_000,
        })
        .toBe(true);
      await expect(brief.getByText(words)).toBeVisible();
      if (number === 1 && count === 2) await page.reload();
      if (number === 2 && count === 2) {
        await server.stop('SIGKILL');
        await server.start();
        await page.reload();
      }
    }
    const found = await annotationsOf(page, source);
    expect(found).toHaveLength(MARKS_A_BOOK);
    expect(found.filter((one) => one.topics?.length).length).toBeGreaterThanOrEqual(1);
  }

  const all = await Promise.all(imported.map(({ source }) => annotationsOf(page, source)));
  expect(all.flat()).toHaveLength(BOOKS.length * MARKS_A_BOOK);
  expect(new Set(all.flat().map((one) => one.pen)).size).toBe(PENS);
  const outline = await glossator('notes', 'outline', '--library', folder);
  for (let number = 0; number < BOOKS.length; number += 1) {
    expect(outline).toContain(`In my own words, ${String(number)} and 1.`);
    expect(outline).toContain(`Topic ${String(number)}`);
  }
  const file = join(folder, '..', `${folder.split('/').at(-1) ?? ''}.pdf`);
  await glossator('notes', 'outline', '--to', 'pdf', '-o', file, '--library', folder);
  expect((await readFile(file)).subarray(0, 5).toString()).toBe('%PDF-');
  await server.stop();
  expect(JSON.parse(await glossator('check', '--deep', '--json', '--library', folder))).toEqual({
    sound: true,
    findings: [],
  });
  await context.close();
  rmSync(folder, { recursive: true });
  rmSync(file);
});
