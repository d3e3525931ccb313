import { type Page } from '@playwright/test';
import { expect, expectAccessible, test } from './glossator.ts';

const row = (page: Page, title: string) => page.getByRole('row').filter({ hasText: title });

test.beforeEach(async ({ page, server }) => {
  await page.goto(server.address);
  await expect(page.getByRole('heading', { level: 1, name: 'Criminal Law' })).toBeVisible();
});

test('a source is listed with its length, marks and the pens over its text', async ({ page }) => {
  const penhale = row(page, 'Commonwealth v. Penhale');
  await expect(penhale).toContainText('4,200 words');
  await expect(penhale).toContainText('Supreme Court of Aldersea');
  await expect(penhale.getByRole('img', { name: /Facts \d+ %/ })).toBeVisible();
});

test('typing narrows the list to the sources that hold all words', async ({ page }) => {
  await page.keyboard.press('/');
  await page.keyboard.type('aldersea supreme');
  await expect(page.locator('[data-source]')).toHaveCount(1);
  await page.keyboard.type(' nowhere');
  await expect(page.getByText('No source has “aldersea supreme nowhere”')).toBeVisible();
});

test('a file that is brought is read, listed and can be opened', async ({ page }) => {
  const text = 'Hawkins v. McGee\n\nThe hand was to be made a hundred per cent perfect.\n';
  await page.setInputFiles('input[type=file][multiple]', {
    name: 'hawkins.txt',
    mimeType: 'text/plain',
    buffer: Buffer.from(text),
  });
  const imports = page.getByRole('region', { name: 'Imports' });
  await expect(imports).toContainText('Imported');
  await expect(page.locator('[data-source]')).toHaveCount(4);
  await imports.getByRole('link').click();
  await expect(page).toHaveURL(/\/read\//);
});

test('files dropped anywhere on the page are brought into the course', async ({ page }) => {
  const dataTransfer = await page.evaluateHandle(() => {
    const carried = new DataTransfer();
    carried.items.add(new File(['A rule is a rule.\n'], 'dropped.txt'));
    return carried;
  });
  await page.dispatchEvent('main', 'dragenter', { dataTransfer });
  await expect(page.getByText('Drop to import into Criminal Law')).toBeVisible();
  await page.dispatchEvent('main', 'drop', { dataTransfer });
  await expect(page.getByText('Drop to import into Criminal Law')).toBeHidden();
  await expect(page.locator('[data-source]')).toHaveCount(4);
});

test('a file that cannot be read is refused in a sentence and the rest goes on', async ({
  page,
}) => {
  await page.setInputFiles('input[type=file][multiple]', [
    { name: 'empty.pdf', mimeType: 'application/pdf', buffer: Buffer.alloc(0) },
    { name: 'note.txt', mimeType: 'text/plain', buffer: Buffer.from('A rule.\n') },
  ]);
  const imports = page.getByRole('region', { name: 'Imports' });
  await expect(imports).toContainText('Not imported');
  await expect(imports).toContainText('“empty.pdf”');
  await expect(page.locator('[data-source]')).toHaveCount(4);
  await imports.getByRole('button', { name: 'Clear this list' }).click();
  await expect(imports).toBeHidden();
});

test('a deleted source comes back by undo, marks and all', async ({ page }) => {
  await page.getByRole('button', { name: 'More for Commonwealth v. Penhale' }).click();
  await page.getByRole('menuitem', { name: 'Delete' }).click();
  await expect(page.locator('[data-source]')).toHaveCount(2);
  await page.getByRole('button', { name: 'Undo', exact: true }).click();
  await expect(row(page, 'Commonwealth v. Penhale')).toContainText('32');
});

test('a changed title and caption show in the list', async ({ page }) => {
  await page.getByRole('button', { name: 'More for Aldersea Criminal Code' }).click();
  await page.getByRole('menuitem', { name: 'Details…' }).click();
  await expectAccessible(page);
  await page.getByLabel('Title', { exact: true }).fill('Criminal Code');
  await page.getByLabel('Decided').fill('1974');
  await page.getByRole('button', { name: 'Save' }).click();
  await expect(row(page, 'Criminal Code')).toContainText('1974');
});

test('a course is added with pens of its own and renamed', async ({ page }) => {
  await page.getByRole('button', { name: 'Add a course…' }).click();
  await page.getByRole('textbox', { name: 'Name' }).fill('Contracts');
  await page.getByRole('radio').first().check();
  await page.getByRole('button', { name: 'Add', exact: true }).click();
  await expect(page.getByRole('heading', { level: 1, name: 'Contracts' })).toBeVisible();
  await expect(page.getByText('There is nothing to read here yet')).toBeVisible();
  await page.getByRole('button', { name: 'More for this course' }).click();
  await page.getByRole('menuitem', { name: 'Rename this course…' }).click();
  await page.getByRole('textbox', { name: 'Name' }).fill('Contracts I');
  await page.getByRole('button', { name: 'Save' }).click();
  await expect(page.getByRole('heading', { level: 1, name: 'Contracts I' })).toBeVisible();
});

test('the exported marks are known when they are brought again', async ({ page }) => {
  const menu = page.getByRole('button', { name: 'More for this course' });
  await menu.click();
  const arriving = page.waitForEvent('download');
  await page.getByRole('menuitem', { name: 'Export all marks (JSON-LD)' }).click();
  const dump = await (await arriving).path();
  await page.setInputFiles('input[type=file]:not([multiple])', dump);
  await expect(page.getByText('50 known already')).toBeVisible();
});

test('the way to a source and back needs no mouse', async ({ page }) => {
  await page.keyboard.press('j');
  await page.keyboard.press('j');
  await page.keyboard.press('b');
  const title = page.getByRole('heading', { level: 1, name: 'Commonwealth v. Penhale' });
  await expect(title).toBeFocused();
  await expect(page).toHaveTitle('Commonwealth v. Penhale · Case brief · Glossator');
  await page.goBack();
  await expect(page.getByRole('heading', { level: 1, name: 'Criminal Law' })).toBeFocused();
  await page.keyboard.press('?');
  await expect(page.getByRole('dialog', { name: 'Keys' })).toBeVisible();
  await page.keyboard.press('Escape');
  await expect(page.getByRole('dialog')).toHaveCount(0);
});

test('the number of marks stands in its column, also after reading', async ({ page }) => {
  await page.getByRole('link', { name: 'Commonwealth v. Penhale' }).first().click();
  await expect(page.getByRole('article')).toBeVisible();
  await page.getByRole('link', { name: 'Library' }).click();
  const row = page.getByRole('row', { name: /Penhale/ });
  const count = await row.getByRole('cell', { name: '32', exact: true }).boundingBox();
  const head = await page.getByRole('columnheader', { name: 'Marks' }).boundingBox();
  expect(count?.x).toBeCloseTo(head?.x ?? 0, 0);
});

test('a theme is kept over a reload', async ({ page }) => {
  await page.getByRole('button', { name: 'Light and dark' }).click();
  await page.getByRole('menuitemradio', { name: 'Sepia' }).click();
  await page.reload();
  await expect(page.locator('html')).toHaveAttribute('data-theme', 'sepia');
});
