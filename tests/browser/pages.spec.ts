// Pages as they were printed: the same marks, the same spans, as large as wished.

import { type Page } from '@playwright/test';
import { expect, expectAccessible, test } from './glossator.ts';

interface Mark {
  id: string;
  start: number;
  end: number;
}
type Word = [start: number, text: string, x: number, y: number, width: number, height: number];

let source = '';

test.beforeEach(async ({ page, server }) => {
  await page.goto(server.address);
  await expect(page.getByRole('heading', { level: 1 })).toBeVisible();
  const { sources } = (await get(page, '/api/library')) as {
    sources: { id: string; title: string }[];
  };
  source = sources.find(({ title }) => title.startsWith('Commonwealth'))?.id ?? '';
  await page.goto(`/read/${source}?at=0`);
  await expect(page.getByRole('article').locator('p').first()).toBeVisible();
});

const get = async (page: Page, path: string): Promise<unknown> =>
  (await page.request.get(path)).json();

const marks = async (page: Page): Promise<Mark[]> =>
  ((await get(page, `/api/sources/${source}/annotations`)) as { annotations: Mark[] }).annotations;

/** Opens the pages instead of the text, fitted to the width. */
async function openPages(page: Page): Promise<void> {
  await page.keyboard.press('V');
  await page.keyboard.press('V');
  await shown(page, 0);
}

/** Waits until a page has its picture and its words. */
async function shown(page: Page, index: number): Promise<void> {
  const sheet = page.locator(`.sheet[data-page="${index}"]`);
  await expect(sheet.locator('.text span').first()).toBeAttached();
  const width = () =>
    sheet.locator('img.whole').evaluate((img) => (img as HTMLImageElement).naturalWidth);
  await expect.poll(width).toBeGreaterThan(100);
}

/** Drags from the first to the last of some words of a page, in the window. */
async function drag(page: Page, index: number, words: Word[]): Promise<void> {
  const [first, last] = [words[0], words.at(-1)];
  if (!first || !last) throw new Error('There are no words to select.');
  const from = await place(page, index, first[2] + 0.5, first[3] + first[5] / 2);
  const to = await place(page, index, last[2] + last[4], last[3] + last[5] / 2);
  await page.mouse.move(from.x, from.y);
  await page.mouse.down();
  await page.mouse.move(to.x, to.y, { steps: 4 });
  await page.mouse.up();
}

/** Where a place of a page, in points, is in the window. */
function place(page: Page, index: number, x: number, y: number): Promise<{ x: number; y: number }> {
  return page.locator(`.sheet[data-page="${index}"]`).evaluate(
    (sheet, { left, top }) => {
      const box = sheet.getBoundingClientRect();
      const scale = Number.parseFloat(getComputedStyle(sheet).getPropertyValue('--pt'));
      return { x: box.left + left * scale, y: box.top + top * scale };
    },
    { left: x, top: y },
  );
}

async function wordsOf(page: Page, index: number): Promise<Word[]> {
  const view = await get(page, `/api/sources/${source}/pages/${index}/words`);
  return (view as { words: Word[] }).words;
}

test('a selection on the page is the span of the same words in the text', async ({ page }) => {
  const before = await marks(page);
  await openPages(page);
  const words = (await wordsOf(page, 0)).filter(([, , , y]) => y > 180).slice(12, 30);
  await drag(page, 0, words);
  await page.keyboard.press('3');
  await expect.poll(async () => (await marks(page)).length).toBe(before.length + 1);
  const known = new Set(before.map(({ id }) => id));
  const made = (await marks(page)).find(({ id }) => !known.has(id));
  const last = words.at(-1);
  expect(made?.start).toBe(words[0]?.[0]);
  expect(made?.end).toBe((last?.[0] ?? 0) + Array.from(last?.[1] ?? '').length);
});

test('a mark made on the page is drawn there and in the text, and undone in both', async ({
  page,
}) => {
  await openPages(page);
  const drawn = page.locator('.sheet[data-page="0"] svg .fills rect:not(.selection)');
  const before = await drawn.count();
  await drag(page, 0, (await wordsOf(page, 0)).filter(([, , , y]) => y > 180).slice(12, 20));
  await page.keyboard.press('1');
  await expect(drawn).not.toHaveCount(before);
  await expect(page.locator('.sheet[data-page="0"] svg .letter').first()).toHaveText('F');
  await page.keyboard.press('v'); // back to the text
  await expect(page.locator('.sheet')).toHaveCount(0);
  await expect(page.locator('aside li[aria-current]')).toBeVisible();
  await page.keyboard.press('u');
  await expect(page.locator('aside li[aria-current]')).toHaveCount(0);
});

test('a click on a mark takes it up, and the margin shows which', async ({ page }) => {
  await openPages(page);
  await page.keyboard.press('PageDown');
  await page.keyboard.press('PageDown');
  await shown(page, 2);
  const known = await marks(page);
  const marked = ([start]: Word) => known.some((mark) => mark.start <= start && start < mark.end);
  const word = (await wordsOf(page, 2)).find(marked);
  if (!word) throw new Error('Nothing is marked on the page.');
  const at = await place(page, 2, word[2] + 2, word[3] + word[5] / 2);
  await page.mouse.move(at.x, at.y);
  await expect(page.locator('aside li.linked')).toHaveCount(1);
  await page.mouse.click(at.x, at.y);
  await expect(page.locator('aside li[aria-current]')).toHaveCount(1);
});

test('pages are as large as wished, and sharp', async ({ page }) => {
  await openPages(page);
  await page.keyboard.press('f');
  const zoom = page.getByLabel('Zoom', { exact: true });
  const fitted = await zoom.textContent();
  await page.keyboard.press('w');
  await expect(zoom).not.toHaveText(fitted ?? '');
  for (let i = 0; i < 13; i++) await page.keyboard.press('+');
  await expect(zoom).toHaveText('400 %');
  const sheet = page.locator('.sheet').first();
  const dots = () =>
    sheet
      .locator('img.whole')
      .evaluate((img) => (img as HTMLImageElement).naturalWidth / img.clientWidth);
  await expect.poll(dots).toBeGreaterThan(0.99);
  for (let i = 0; i < 14; i++) await page.keyboard.press('-');
  await expect(zoom).toHaveText('50 %');
});

test('two pages lie beside one another, and all are in the overview', async ({ page }) => {
  await openPages(page);
  await page.keyboard.press('d');
  await shown(page, 1);
  const top = (index: number) =>
    page.locator(`.sheet[data-page="${index}"]`).evaluate((sheet: HTMLElement) => sheet.offsetTop);
  expect(await top(0)).toBe(await top(1));
  await page.keyboard.press('m');
  const overview = page.getByRole('navigation', { name: 'All pages, small' });
  await overview.getByRole('button', { name: 'Page 217' }).click();
  await expect(page.getByLabel('Page', { exact: true })).toHaveValue(/21[67]/);
});

test('a page is gone to by its printed number, and few are in the document', async ({ page }) => {
  await openPages(page);
  const field = page.getByLabel('Page', { exact: true });
  await field.fill('221');
  await field.press('Enter');
  await shown(page, 7);
  await expect(field).toHaveValue('221');
  expect(await page.locator('.sheet').count()).toBeLessThan(6);
});

test('the pages follow the text, and the text the pages', async ({ page }) => {
  await page.keyboard.press('v');
  await shown(page, 0);
  await page.evaluate(() => document.scrollingElement?.scrollTo(0, 0));
  await page.mouse.move(200, 500);
  await page.mouse.wheel(0, 4000);
  const field = page.getByLabel('Page', { exact: true });
  await expect(field).not.toHaveValue('214');
  const reached = await page.evaluate(() => window.scrollY);
  await page.mouse.move(900, 500);
  await page.mouse.wheel(0, 3000);
  await expect.poll(() => page.evaluate(() => window.scrollY)).toBeGreaterThan(reached + 500);
});

for (const colorScheme of ['light', 'dark'] as const) {
  test(`axe finds no fault beside the pages, ${colorScheme}`, async ({ page }) => {
    test.slow(); // a page has some five hundred words
    await page.emulateMedia({ colorScheme });
    await page.keyboard.press('v');
    await shown(page, 0);
    await page.keyboard.press('m');
    await expectAccessible(page);
    await page.keyboard.press('V');
    await expect(page.locator('aside')).toBeVisible();
    await expectAccessible(page);
  });
}

test('on a narrow screen the pages stand instead of the text and nothing is cut', async ({
  page,
}) => {
  await page.setViewportSize({ width: 360, height: 800 });
  await page.keyboard.press('v');
  await shown(page, 0);
  await expect(page.getByRole('article')).toBeHidden();
  expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBe(360);
});
