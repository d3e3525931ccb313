// Putting right what the program took from a file: by keyboard and by touch, and nothing moves.

import { type Locator, type Page } from '@playwright/test';
import { expect, expectAccessible, test } from './glossator.ts';

interface Source {
  id: string;
  title: string;
}

async function openChapter(page: Page): Promise<string> {
  const answer = await page.request.get('/api/library');
  const { sources } = (await answer.json()) as { sources: Source[] };
  const source = sources.find(({ title }) => title.startsWith('Homicide'))?.id ?? '';
  await page.goto(`/read/${source}?at=0`);
  await expect(page.getByRole('article').locator('p').first()).toBeVisible();
  return source;
}

const panelOf = (page: Page): Locator => page.getByRole('dialog');

test.beforeEach(async ({ page, server }) => {
  await page.goto(server.address);
  await expect(page.getByRole('heading').first()).toBeVisible();
});

test('a block becomes what the reader says, and the step is undone by a key', async ({ page }) => {
  await openChapter(page);
  const paragraph = page.getByRole('article').locator('p.paragraph').first();
  const words = (await paragraph.innerText()).slice(0, 30);
  await paragraph.click();
  await page.keyboard.press('k');
  await expect(panelOf(page)).toContainText(words.slice(0, 20));
  await expectAccessible(page);
  await page.getByLabel('This is', { exact: true }).selectOption({ label: 'a quotation' });
  await page.getByRole('button', { name: 'Change' }).click();
  await expect(panelOf(page)).toBeHidden();
  const quoted = page.getByRole('article').locator('blockquote', { hasText: words });
  await expect(quoted).toBeVisible();
  await page.keyboard.press('u');
  await expect(quoted).toBeHidden();
});

test('a block is split before the word at the cursor, and the line stays in its place', async ({
  page,
}) => {
  const source = await openChapter(page);
  await page.goto(`/read/${source}?at=3000`);
  const paragraphs = page.getByRole('article').locator('p.paragraph');
  await expect(paragraphs.nth(9)).toBeVisible();
  await page.evaluate(() => document.fonts.ready);
  const before = await paragraphs.count();
  // A paragraph in the middle of the window, and a word in the middle of it.
  const at = await paragraphs.evaluateAll((all) => {
    const middle = window.innerHeight / 2;
    const found = all.findIndex((each) => each.getBoundingClientRect().bottom > middle);
    const words = all[found]?.firstChild;
    if (words) document.getSelection()?.setPosition(words, 20);
    return found;
  });
  const top = () => paragraphs.nth(at).evaluate((each) => each.getBoundingClientRect().top);
  const stood = await top();
  await page.keyboard.press('k');
  await page.getByRole('button', { name: /^Split before/ }).click();
  await expect(paragraphs).toHaveCount(before + 1);
  await expect.poll(async () => Math.round(Math.abs((await top()) - stood))).toBeLessThan(2);
});

test('a page is set, cited at once, and taken back from the list', async ({ page }) => {
  await openChapter(page);
  await page.getByRole('article').locator('p.paragraph').first().click();
  await page.keyboard.press('k');
  await page.getByLabel('This page is').fill('415');
  await page.getByRole('button', { name: 'Set', exact: true }).click();
  await expect(panelOf(page)).toBeHidden();
  await page.getByRole('article').locator('p.paragraph').first().click();
  await page.keyboard.press('k');
  await expect(panelOf(page)).toContainText('Cited here as 415');
  await expect(panelOf(page)).toContainText('Page 415 set, counting on');
  await page.getByRole('button', { name: 'Take back: Page 415 set, counting on' }).click();
  await expect(panelOf(page)).toContainText('Nothing has been corrected in this text yet.');
});

test('what does not fit is said in a sentence', async ({ page }) => {
  await openChapter(page);
  await page.getByRole('article').locator('p.paragraph').first().click();
  await page.keyboard.press('k');
  await page.getByRole('button', { name: 'Set', exact: true }).click();
  await expect(panelOf(page)).toContainText('Give the number as it is printed');
});

test('on a phone it is reached from the side panel', async ({ page }) => {
  await page.setViewportSize({ width: 360, height: 740 });
  await page.emulateMedia({ colorScheme: 'dark' });
  await openChapter(page);
  await page.getByRole('button', { name: /^Contents/ }).click();
  await page.getByRole('button', { name: 'Correct what was read…' }).click();
  await expect(panelOf(page)).toBeVisible();
  const { width } = (await panelOf(page).boundingBox()) ?? { width: 999 };
  expect(width).toBeLessThanOrEqual(360);
  await expectAccessible(page);
});

test('a paragraph is joined over a footnote, is marked as one, and comes apart again', async ({
  page,
}) => {
  const source = await openChapter(page);
  const article = page.getByRole('article');
  const paragraphs = article.locator('p.paragraph');
  // Three paragraphs in a row, with no heading between them.
  const last = article.locator('p.paragraph + p.paragraph + p.paragraph').first();
  await last.scrollIntoViewIfNeeded();
  const at = await last.evaluate((each) =>
    [...document.querySelectorAll('[role=article] p.paragraph, article p.paragraph')].indexOf(each),
  );
  const wordsOf = async (nth: number) => (await paragraphs.nth(nth).innerText()).slice(0, 24);
  const [one, two, three] = [await wordsOf(at - 2), await wordsOf(at - 1), await wordsOf(at)];
  await paragraphs.nth(at - 1).click({ position: { x: 40, y: 8 } });
  await page.keyboard.press('k');
  await page.getByLabel('This is', { exact: true }).selectOption({ label: 'a footnote' });
  await page.getByRole('button', { name: 'Change' }).click();
  const note = article.locator('p.footnote', { hasText: two });
  await expect(note).toBeVisible();

  await paragraphs.nth(at - 2).click({ position: { x: 40, y: 8 } });
  await page.keyboard.press('k');
  await page.getByRole('button', { name: 'Join with the next block' }).click();
  const whole = article.locator('p.paragraph', { hasText: one });
  await expect(whole).toContainText(three);
  await expect(whole.locator('+ p')).toContainText(two);
  await expectAccessible(page);

  // From the first part to the second: the note between is not quoted.
  await whole.evaluate((paragraph) => {
    const parts = document.createTreeWalker(paragraph, NodeFilter.SHOW_TEXT);
    const first = parts.nextNode();
    const second = paragraph.querySelector('.goes-on')?.firstChild;
    if (first && second) document.getSelection()?.setBaseAndExtent(first, 0, second, 24);
  });
  await page.keyboard.press('1');
  await expect(page.getByText(/Marked “/)).toBeVisible();
  const notes = await page.request.get(`/api/notes?form=brief&source=${source}`);
  expect(await notes.text()).toContain(one.slice(0, 20));
  expect(await notes.text()).not.toContain(two.slice(0, 20));

  await page.keyboard.press('Escape');
  await whole.locator('.goes-on').evaluate((part) => {
    if (part.firstChild) document.getSelection()?.setPosition(part.firstChild, 0);
  });
  await page.keyboard.press('k');
  await page.getByRole('button', { name: /^Split before/ }).click();
  await expect(whole).not.toContainText(three);
});
