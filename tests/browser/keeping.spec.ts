import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type Page } from '@playwright/test';
import { expect, expectAccessible, freePort, glossator, Server, test } from './glossator.ts';

const conflicts = (page: Page) => page.getByRole('region', { name: 'To be decided' });
const computers = (page: Page) => page.getByRole('region', { name: 'Other computers' });

interface Marked {
  annotations: { id: string; own_words?: string }[];
}

/** Changes the own words of the first mark of a source, as another page of the program would. */
async function writeOwnWords(page: Page, words: string): Promise<void> {
  const origin = new URL(page.url()).origin;
  const library = await page.request.get('/api/library');
  const { sources } = (await library.json()) as { sources: { id: string; title: string }[] };
  const source = sources.find(({ title }) => title.includes('Penhale'));
  const marks = await page.request.get(`${origin}/api/sources/${source?.id}/annotations`);
  const [first] = ((await marks.json()) as Marked).annotations;
  const reply = await page.request.post(`${origin}/api/operations`, {
    headers: { Origin: origin },
    data: {
      op: 'change_annotation',
      id: crypto.randomUUID(),
      annotation: first?.id,
      own_words: words,
    },
  });
  expect(reply.ok(), await reply.text()).toBe(true);
}

async function look(page: Page): Promise<void> {
  const visited = page.waitForResponse(/sharing\/visit/);
  await computers(page).getByRole('button', { name: 'Look now' }).click();
  await visited;
}

test('two computers share a library by a folder and decide what both changed', async ({
  page,
  server,
  browser,
  complaints,
}) => {
  const shared = await mkdtemp(join(tmpdir(), 'glossator-shared-'));
  const second = join(shared, '..', `${shared}-second`);
  await page.goto(server.address);
  await page.getByRole('link', { name: 'Safekeeping' }).click();
  await expect(page.getByRole('heading', { level: 1, name: 'Safekeeping' })).toBeVisible();
  await expect(conflicts(page)).toContainText('Nothing was changed in two ways.');
  await expectAccessible(page);

  await computers(page).getByLabel('Folder').fill('Sync');
  await computers(page).getByRole('button', { name: 'Share by this folder' }).click();
  await expect(computers(page)).toContainText('is not a whole path');
  complaints.length = 0; // the browser told of the refusal, too
  await computers(page).getByLabel('Folder').fill(shared);
  await computers(page).getByLabel('What this computer is called there').fill('Desk');
  await computers(page).getByRole('button', { name: 'Share by this folder' }).click();
  await expect(computers(page)).toContainText('No other computer has looked');

  await glossator('join', shared, '--name', 'Lap', '--library', second);
  const listen = `127.0.0.1:${await freePort()}`;
  const lap = new Server(second, ['--listen', listen]);
  await lap.start();
  const context = await browser.newContext({ baseURL: new URL(lap.address).origin });
  const other = await context.newPage();
  await other.goto(lap.address);
  await expect(other.getByRole('link', { name: 'Commonwealth v. Penhale' }).first()).toBeVisible();
  await other.goto('/keeping');
  await expect(computers(other)).toContainText('Desk');
  await look(page); // brings the books, for which the other has asked
  await look(other);

  await writeOwnWords(page, 'Written at the desk');
  await writeOwnWords(other, 'Written on the lap');
  await look(page);
  await look(other);
  await look(page);
  await expect(computers(page)).toContainText('Lap');

  for (const each of [page, other]) {
    await expect(conflicts(each)).toContainText('Written at the desk');
    await expect(conflicts(each)).toContainText('Written on the lap');
  }
  await expectAccessible(page);
  await conflicts(page).getByRole('button', { name: 'Put together…' }).click();
  const field = conflicts(page).getByLabel('What is to stand instead of both');
  await expect(field).toHaveValue(/Written on the lap\nWritten at the desk/);
  await expectAccessible(page);
  await field.fill('Written by both');
  await conflicts(page).getByRole('button', { name: 'Keep this text' }).click();
  await expect(conflicts(page)).toContainText('Nothing was changed in two ways.');
  await look(page);
  await look(other);
  await expect(conflicts(other)).toContainText('Nothing was changed in two ways.');

  const code = /five minutes: (\d+)/.exec(lap.said)?.[1] ?? '';
  await computers(page).getByLabel('Address of the other computer').fill(`https://${listen}`);
  await computers(page).getByLabel('Code').fill('1');
  await computers(page).getByRole('button', { name: 'Speak to it' }).click();
  await expect(computers(page)).toContainText('This is not the code');
  complaints.length = 0;
  await computers(page).getByLabel('Code').fill(code);
  await computers(page).getByRole('button', { name: 'Speak to it' }).click();
  await expect(computers(page)).toContainText('met just now');
  await expectAccessible(page);
  await computers(page)
    .getByRole('button', { name: `No longer: https://${listen}` })
    .click();
  await expect(computers(page)).not.toContainText('met just now');

  await computers(other).getByRole('button', { name: 'Share no longer' }).click();
  await expect(computers(other).getByLabel('Folder')).toBeVisible();
  await context.close();
  await lap.stop();
  await rm(shared, { recursive: true });
  await rm(second, { recursive: true });
});
