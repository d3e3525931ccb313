import { readFile } from 'node:fs/promises';
import { type Page } from '@playwright/test';
import { expect, expectAccessible, test } from './glossator.ts';

interface Library {
  courses: { id: string }[];
  sources: { id: string; title: string }[];
}

async function addresses(page: Page): Promise<{ brief: string; outline: string }> {
  const { courses, sources } = (await (await page.request.get('/api/library')).json()) as Library;
  const penhale = sources.find(({ title }) => title === 'Commonwealth v. Penhale');
  return {
    brief: `/notes/brief/${penhale?.id ?? ''}`,
    outline: `/notes/outline/${courses[0]?.id ?? ''}`,
  };
}

const sheet = (page: Page) => page.getByRole('article');
const lines = (page: Page) => sheet(page).locator('.line');
const words = (page: Page, nth: number) => sheet(page).getByRole('textbox').nth(nth);

test.beforeEach(async ({ page, server }) => {
  await page.goto(server.address);
  await expect(page.getByRole('heading', { level: 1 })).toBeVisible();
});

test.describe('a brief', () => {
  test.beforeEach(async ({ page }) => {
    await page.goto((await addresses(page)).brief);
    await expect(lines(page).first()).toBeVisible();
  });

  test('has the caption, its sections, and issues numbered with their holdings', async ({
    page,
  }) => {
    await expect(sheet(page)).toContainText('Supreme Court of Aldersea');
    await expect(sheet(page).getByRole('heading', { name: 'Facts' })).toBeVisible();
    const issues = page.locator('[data-section^="section:Issue"]');
    await expect(issues.locator('.number').first()).toHaveText('1.');
    await expect(issues.locator('.line').nth(1)).toContainText('Holding');
  });

  test('a line that is pointed at has tools large enough to be hit', async ({ page }) => {
    for (const nth of [0, 1, 4]) {
      await lines(page).nth(nth).hover();
      await expect(lines(page).nth(nth).locator('.tools')).toHaveCSS('opacity', '1');
      await expectAccessible(page);
    }
  });

  test('takes own words in place and keeps them over a reload', async ({ page }) => {
    await words(page, 0).click();
    await page.keyboard.press('End');
    await page.keyboard.type(' In the cellar.');
    await page.keyboard.press('Enter');
    await expect(lines(page).first()).toBeFocused();
    await expect(page.getByText('Saved')).toBeVisible();
    await page.reload();
    await expect(words(page, 0)).toContainText('In the cellar.');
  });

  test('leaves own words as they were on Escape', async ({ page }) => {
    const before = await words(page, 0).textContent();
    await page.keyboard.press('j');
    await page.keyboard.press('e');
    await page.keyboard.type('not this');
    await page.keyboard.press('Escape');
    await expect(words(page, 0)).toHaveText(before ?? '');
  });

  test('lets a mark without own words get them', async ({ page }) => {
    const bare = lines(page).filter({ has: page.locator('q.main') });
    await expect(bare.first()).toBeVisible();
    const annotation = await bare.first().getAttribute('data-stop');
    await bare.first().focus();
    await page.keyboard.press('e');
    await page.keyboard.type('In my words.');
    await page.keyboard.press('Enter');
    const line = page.locator(`[data-stop="${annotation ?? ''}"]`);
    await expect(line.getByRole('textbox')).toHaveText('In my words.');
  });

  test('is rebuilt under the caret without moving it', async ({ page, context }) => {
    await words(page, 0).click();
    await page.keyboard.press('Home');
    await page.keyboard.type('One ');
    const other = await context.newPage();
    await other.goto(page.url());
    await words(other, 1).click();
    await other.keyboard.press('End');
    await other.keyboard.type(' Elsewhere.');
    await other.keyboard.press('Enter');
    await expect(words(page, 1)).toContainText('Elsewhere.');
    await page.bringToFront();
    await page.keyboard.type('two ');
    await expect(words(page, 0)).toHaveText(/^One two /);
    await other.close();
  });

  test('shows the quote behind a line, or behind all', async ({ page }) => {
    const quotes = sheet(page).locator('.beneath');
    const always = await quotes.count();
    await page.keyboard.press('j');
    await page.keyboard.press('q');
    await expect(quotes).toHaveCount(always + 1);
    await page.getByLabel('Show quotes').check();
    await expect.poll(() => quotes.count()).toBeGreaterThan(always + 5);
  });

  test('opens the place of a line', async ({ page }) => {
    await page.keyboard.press('j');
    const annotation = await lines(page).first().getAttribute('data-stop');
    await page.keyboard.press('Enter');
    await expect(page).toHaveURL(new RegExp(`/read/.*mark=${annotation ?? ''}`));
  });

  test('is written as Markdown and as PDF', async ({ page }) => {
    for (const [item, start] of [
      ['Markdown', '#'],
      ['PDF, A4', '%PDF'],
      ['Word (DOCX)', 'PK'],
      ['All notes of the course', 'PK'],
    ] as const) {
      await page.getByRole('button', { name: 'Export' }).click();
      const arriving = page.waitForEvent('download');
      await page.getByRole('menuitem', { name: item }).click();
      const file = await (await arriving).path();
      expect((await readFile(file, 'latin1')).startsWith(start)).toBe(true);
    }
  });

  test('is written as one web page, without a fault of its own', async ({ page }) => {
    await page.getByRole('button', { name: 'Export' }).click();
    const arriving = page.waitForEvent('download');
    await page.getByRole('menuitem', { name: 'One web page (HTML)' }).click();
    const html = await readFile(await (await arriving).path(), 'utf8');
    for (const colorScheme of ['light', 'dark'] as const) {
      await page.emulateMedia({ colorScheme });
      await page.goto('about:blank');
      await page.setContent(html);
      await expect(page.getByRole('heading', { level: 1 })).toBeVisible();
      await expect(page.locator('li.line').first()).toBeVisible();
      await expectAccessible(page);
    }
  });

  test('prints the sheet alone', async ({ page }) => {
    await page.emulateMedia({ media: 'print' });
    await expect(sheet(page)).toBeVisible();
    await expect(page.getByRole('banner')).toBeHidden();
    await expect(page.getByRole('button', { name: 'Export' })).toBeHidden();
  });
});

test.describe('lists over the course', () => {
  test('a glossary stands by the alphabet, and an answered question goes down', async ({
    page,
    server,
  }) => {
    await page.goto(server.address);
    await expect(page.getByRole('heading', { level: 1 })).toBeVisible();
    const { courses } = (await (await page.request.get('/api/library')).json()) as {
      courses: { id: string }[];
    };
    await page.goto(`/notes/glossary/${courses[0]?.id ?? ''}`);
    await expect(page.getByRole('heading', { name: 'Terms' })).toBeVisible();
    const said = await lines(page).allInnerTexts();
    const words = said.map((line) => line.replace(/^[^\p{L}]+/u, '').toLowerCase());
    expect(words.length).toBeGreaterThan(3);
    expect(words).toEqual([...words].sort());
    await expectAccessible(page);

    await page.getByRole('link', { name: 'Questions' }).click();
    await expect(page.getByText('none is answered yet')).toBeVisible();
    const open = await lines(page).count();
    await lines(page).first().focus();
    await page.keyboard.press('Enter');
    await expect(page).toHaveURL(/\/read\//);
    await expect(page.locator('aside li[aria-current]')).toBeVisible();
    await page.keyboard.press('q');
    await expect(page.getByRole('checkbox', { name: 'Answered' })).toBeChecked();
    await page.goBack();
    await expect(page.getByText('none is answered yet')).toBeHidden();
    await expect(lines(page)).toHaveCount(open);
    await expectAccessible(page);
  });
});

test.describe('an outline', () => {
  test.beforeEach(async ({ page }) => {
    await page.goto((await addresses(page)).outline);
    await expect(lines(page).first()).toBeVisible();
  });

  const tray = (page: Page) => page.getByRole('complementary', { name: 'Without topic' });
  const topic = (page: Page, name: string) =>
    page.locator('.topic[data-stop]').filter({ hasText: name });

  test('files a waiting mark under a topic that is made on the way', async ({ page }) => {
    const waiting = tray(page).locator('.line');
    const before = await waiting.count();
    const annotation = await waiting.first().getAttribute('data-stop');
    await waiting.first().focus();
    await page.keyboard.press('t');
    await expectAccessible(page);
    await page.keyboard.type('Homicide > Proof of awareness');
    await expect(page.getByRole('option')).toHaveText(['Make “Homicide > Proof of awareness”']);
    await page.keyboard.press('Enter');
    await expect(waiting).toHaveCount(before - 1);
    await expect(waiting.first()).toBeFocused();
    await expect(sheet(page).locator(`[data-stop="${annotation ?? ''}"]`)).toBeVisible();
    await expect(topic(page, 'Proof of awareness')).toBeVisible();
  });

  test('moves, renames and deletes topics by keys, and takes it back', async ({ page }) => {
    const causation = topic(page, 'Causation');
    await causation.focus();
    await page.keyboard.press('Alt+ArrowUp');
    await expect(causation.locator('.number')).toHaveText('A.');
    await expect(causation).toBeFocused();
    await page.keyboard.press('Alt+ArrowLeft');
    await expect(causation.locator('.number')).toHaveText('II.');
    await page.keyboard.press('e');
    await page.keyboard.press('ControlOrMeta+a');
    await page.keyboard.type('Cause in fact');
    await page.keyboard.press('Enter');
    const renamed = topic(page, 'Cause in fact');
    await expect(renamed).toBeFocused();
    await page.keyboard.press('Delete');
    await expect(renamed).toHaveCount(0);
    await page.keyboard.press('ControlOrMeta+z');
    await expect(renamed).toBeVisible();
  });

  test('gets a new topic under another', async ({ page }) => {
    await topic(page, 'Causation').focus();
    await page.keyboard.press('a');
    const field = page.getByRole('dialog').getByRole('textbox');
    await expect(field).toHaveValue(/Causation > $/);
    await field.press('End');
    await field.pressSequentially('Omissions');
    await field.press('Enter');
    await expect(topic(page, 'Omissions').locator('.number')).toHaveText('1.');
  });
});
