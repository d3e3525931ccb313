import { mkdtemp, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type Page } from '@playwright/test';
import { expect, expectAccessible, glossator, test } from './glossator.ts';

const list = (page: Page) => page.getByRole('region', { name: /from the printed book/ });
const words = (page: Page) => page.getByRole('textbox', { name: 'Words', exact: true });

/** Adds a book on paper by keyboard; its page is open afterwards. */
async function addBook(page: Page, address: string): Promise<void> {
  await page.goto(address);
  await page.getByRole('button', { name: 'Add a book without a file…' }).press('Enter');
  const dialog = page.getByRole('dialog', { name: 'Add a book without a file' });
  await dialog.getByRole('textbox', { name: 'Title' }).focus();
  await page.keyboard.type('Commentaries');
  await dialog.getByRole('textbox', { name: 'Family name' }).focus();
  await page.keyboard.type('Blackstone');
  await page.keyboard.press('Enter');
  await expect(page.getByRole('heading', { level: 1, name: 'Commentaries' })).toBeVisible();
}

async function mark(page: Page, label: string, typed: string): Promise<void> {
  if (label) {
    await page.getByRole('textbox', { name: 'Number' }).focus();
    await page.keyboard.press('ControlOrMeta+a');
    await page.keyboard.type(label);
    await page.keyboard.press('Tab');
  }
  await expect(words(page)).toBeFocused();
  await page.keyboard.type(typed);
  await page.keyboard.press('Enter');
}

for (const colorScheme of ['light', 'dark'] as const) {
  test(`a book on paper is marked by page and words, by keyboard, ${colorScheme}`, async ({
    page,
    server,
  }) => {
    await page.emulateMedia({ colorScheme });
    await addBook(page, server.address);
    await mark(page, '214', 'No man shall profit by his own wrong.');
    await expect(words(page)).toBeFocused();
    await expect(words(page)).toHaveValue('');
    await expect(page.getByRole('textbox', { name: 'Number' })).toHaveValue('214');
    await expect(page.getByRole('status').filter({ hasText: 'Marked 214' })).toBeAttached();
    await page.keyboard.press('Alt+2');
    await mark(page, '', 'A second passage of the page.');
    await mark(page, 'xii', 'Of the preface.');
    await expect(list(page).getByRole('listitem')).toHaveCount(3);
    await expect(list(page).getByRole('listitem').first()).toContainText('Of the preface.');
    await expect(list(page).getByRole('listitem').nth(1)).toContainText('No man shall');
    await expectAccessible(page);

    await page.getByRole('button', { name: 'Change the mark at xii' }).press('Enter');
    await expect(words(page)).toHaveValue('Of the preface.');
    await page.keyboard.type(' Enlarged.');
    await page.keyboard.press('Enter');
    await expect(list(page).getByRole('listitem').first()).toContainText('Enlarged.');
    await page.getByRole('button', { name: 'Delete the mark at xii' }).press('Enter');
    await expect(list(page).getByRole('listitem')).toHaveCount(2);
    await page.getByRole('button', { name: /^Undo/ }).press('Enter');
    await expect(list(page).getByRole('listitem')).toHaveCount(3);
    await page.screenshot({ path: `results/printed-${colorScheme}.png`, fullPage: true });
  });
}

test('what says too little is told beside its field', async ({ page, server }) => {
  await addBook(page, server.address);
  await words(page).focus();
  await page.keyboard.press('Enter');
  await expect(page.getByText('Say where it stands.')).toBeVisible();
  await expect(page.getByRole('textbox', { name: 'Number' })).toBeFocused();
  await page.keyboard.type('9');
  await page.keyboard.press('Enter');
  await expect(page.getByText('Type a few of its words.')).toBeVisible();
  await expectAccessible(page);
});

test('the marks find their places when a file comes; the rest is placed by hand', async ({
  page,
  server,
}) => {
  await addBook(page, server.address);
  await mark(page, '214', 'a keeper of an harmles Animal is liable only where he new of a danger');
  await mark(page, '215', 'Words that the file has not.');
  await expect(list(page).getByRole('listitem')).toHaveCount(2);
  const file = join(await mkdtemp(join(tmpdir(), 'glossator-file-')), 'book.md');
  await writeFile(
    file,
    '# Commentaries\n\nThe court was asked.\n\nA keeper of a harmless animal is liable only where he knew of a danger. Reversed.\n',
  );
  await glossator('import', file, '--as-edition-of', 'Commentaries', '--library', server.library);
  await expect(page.getByText('The court was asked.')).toBeVisible();
  await page.reload();
  const unplaced = page.getByRole('region', { name: 'Without a place in the text' });
  await unplaced.getByRole('button', { name: /215/ }).press('Enter');
  await page.keyboard.press('n');
  await page.keyboard.press('+');
  await expect(unplaced).toBeHidden();
  await page.keyboard.press('P');
  const dialog = page.getByRole('dialog', { name: 'Mark a passage of the printed book' });
  await expect(dialog.getByRole('listitem')).toHaveCount(2);
  await expect(dialog.getByText('not found in the text')).toBeHidden();
  await expectAccessible(page);
  await page.keyboard.press('Escape');
  await page.keyboard.press('u');
  await expect(unplaced).toBeVisible();
});

test('at 390 px nothing is wider than the window', async ({ page, server }) => {
  await page.setViewportSize({ width: 390, height: 760 });
  await addBook(page, server.address);
  await mark(page, '214', 'No man shall profit by his own wrong.');
  await expect(list(page).getByRole('listitem')).toHaveCount(1);
  const wide = await page.evaluate(() => document.documentElement.scrollWidth);
  expect(wide).toBeLessThanOrEqual(390);
  await expectAccessible(page);
  await page.screenshot({ path: 'results/printed-narrow.png', fullPage: true });
});
