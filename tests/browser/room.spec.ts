// The reading room by keyboard alone: finding, going back, two sources, looks, own keys.

import { type Page } from '@playwright/test';
import { expect, expectAccessible, test } from './glossator.ts';

async function openBook(page: Page, address: string, title = 'Commonwealth'): Promise<string> {
  await page.goto(address);
  await expect(page.getByRole('heading', { level: 1 })).toBeVisible();
  const reply = await page.request.get('/api/library');
  const { sources } = (await reply.json()) as { sources: { id: string; title: string }[] };
  const id = sources.find((each) => each.title.startsWith(title))?.id ?? '';
  await page.goto(`/read/${id}?at=0`);
  await expect(page.getByRole('article').locator('p').first()).toBeVisible();
  return id;
}

const scrolled = (page: Page) => page.evaluate(() => Math.round(window.scrollY));

test('words are found, hits gone through, and Esc leads back to the line', async ({
  page,
  server,
}) => {
  await openBook(page, server.address);
  const before = await scrolled(page);
  await page.keyboard.press('/');
  await page.keyboard.type('malice');
  const panel = page.getByRole('dialog', { name: 'Find in the text' });
  await expect(panel.getByRole('status')).toHaveText(/^\d+ hits$/);
  for (let i = 0; i < 6; i++) await page.keyboard.press('Enter');
  await expect(panel.getByRole('status')).toHaveText(/^6 of \d+ hits$/);
  await expect.poll(() => scrolled(page)).toBeGreaterThan(before + 200);
  await page.keyboard.press('Shift+Enter');
  await expect(panel.getByRole('status')).toHaveText(/^5 of/);
  await page.keyboard.press('Escape');
  await expect(panel).toBeHidden();
  await expect.poll(() => scrolled(page)).toBe(before);
});

test('a pattern that is none is answered with a sentence', async ({ page, server }) => {
  await openBook(page, server.address);
  await page.keyboard.press('/');
  const panel = page.getByRole('dialog', { name: 'Find in the text' });
  await panel.getByLabel('Regular expression').check();
  await panel.getByLabel('Words to find').fill('(malice');
  await expect(panel.getByRole('status')).toContainText('is not a pattern');
});

test('a jump can be gone back from and forward to again', async ({ page, server }) => {
  await openBook(page, server.address);
  await page.getByRole('link', { name: 'Disposition' }).first().focus();
  await page.keyboard.press('Enter');
  await expect.poll(() => scrolled(page)).toBeGreaterThan(500);
  let there = 0;
  const isStill = async () => there === (there = await scrolled(page));
  await expect.poll(isStill).toBe(true);
  await page.keyboard.press('Alt+ArrowLeft');
  await expect.poll(() => scrolled(page)).toBeLessThan(100);
  await page.keyboard.press('Alt+ArrowRight');
  await expect.poll(() => scrolled(page)).toBe(there);
});

test('two sources are read side by side, each with its own place', async ({ page, server }) => {
  const id = await openBook(page, server.address);
  await page.keyboard.press('B');
  await page.getByRole('dialog').getByLabel('Source').fill('Criminal Code');
  await page.keyboard.press('Enter');
  const code = page.getByRole('article', { name: 'Aldersea Criminal Code' });
  await expect(code.locator('p').first()).toBeVisible();
  await expect(page).toHaveURL(new RegExp(`/read/${id}\\?.*beside=`));
  await expect(page.getByRole('article')).toHaveCount(2);
  await expectAccessible(page);
  await page.setViewportSize({ width: 700, height: 900 });
  await expect(page.getByRole('article')).toHaveCount(1);
  await page.keyboard.press('F6');
  await expect(page.getByRole('article', { name: 'Commonwealth v. Penhale' })).toBeVisible();
});

test('how the text looks is chosen live, kept, and taken back', async ({ page, server }) => {
  await openBook(page, server.address);
  const size = () =>
    page
      .getByRole('article')
      .evaluate((text) => Number.parseFloat(getComputedStyle(text).fontSize));
  await page.keyboard.press(',');
  const panel = page.getByRole('dialog', { name: 'How the text looks' });
  await panel.getByRole('button', { name: 'Size: more' }).press('Enter');
  await panel.getByLabel('Literata').check();
  await expect.poll(size).toBe(20);
  await page.reload();
  await expect.poll(size).toBe(20);
  await page.keyboard.press(',');
  await panel.getByRole('button', { name: 'As it was' }).press('Enter');
  await expect.poll(size).toBe(19);
});

test('a key is changed; one in use is named', async ({ page, server }) => {
  await openBook(page, server.address);
  await page.keyboard.press('?');
  const sheet = page.getByRole('dialog', { name: 'Keys' });
  await sheet.getByRole('button', { name: 'Find in the text: /. Change' }).press('Enter');
  await page.keyboard.press('n');
  await expect(sheet.getByRole('status')).toContainText('n is in use: Next sentence');
  await page.keyboard.press('x');
  await expect(sheet.getByRole('status')).toContainText('now x');
  await page.keyboard.press('Escape');
  await page.keyboard.press('x');
  await expect(page.getByRole('dialog', { name: 'Find in the text' })).toBeVisible();
});

for (const theme of ['light', 'dark', 'sepia', 'contrast-dark']) {
  test(`axe finds no fault in the panels of the room, ${theme}`, async ({ page, server }) => {
    test.slow();
    await openBook(page, server.address);
    await page.evaluate((name) => (document.documentElement.dataset['theme'] = name), theme);
    for (const [key, name] of [
      ['/', 'Find in the text'],
      [',', 'How the text looks'],
      ['?', 'Keys'],
    ] as const) {
      await page.keyboard.press(key);
      await expect(page.getByRole('dialog', { name })).toBeVisible();
      await expectAccessible(page);
      await page.keyboard.press('Escape');
    }
  });
}

test('a line of notes and its passage point at one another in two windows', async ({
  page,
  server,
  context,
}) => {
  const id = await openBook(page, server.address);
  const notes = await context.newPage();
  await notes.goto(`/notes/brief/${id}`);
  const line = notes.locator('li[data-stop]').first();
  await expect(line).toBeVisible();
  await notes.keyboard.press('j');
  const lit = () => page.evaluate(() => CSS.highlights.get('pointed')?.size ?? 0);
  await expect.poll(lit).toBeGreaterThan(0);
  await page.bringToFront();
  await page.keyboard.press(']');
  await page.keyboard.press(']');
  await expect(notes.locator('[data-pointed]')).not.toHaveCount(0);
});

test('on paper marks are lines, with letters and own words beside the text', async ({
  page,
  server,
}) => {
  await openBook(page, server.address);
  await page.emulateMedia({ media: 'print' });
  await page.evaluate(() => window.dispatchEvent(new Event('beforeprint')));
  const copy = page.locator('.book.printed');
  await expect(copy).toBeVisible();
  await expect(page.locator('.book:not(.printed)')).toBeHidden();
  await expect(copy.locator('.print-note').first()).toContainText(/[A-Z]/);
  await expect(copy.locator('h3').first()).toHaveCSS('break-after', 'avoid');
  await expect(copy.getByText('↑')).toHaveCount(0);
  expect(await copy.locator('mark').count()).toBeGreaterThan(20);
  await page.evaluate(() => window.dispatchEvent(new Event('afterprint')));
  await expect(copy).toHaveCount(0);
});
