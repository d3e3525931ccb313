// The list of sources: sorting, choosing several, details, references, the bin, piles of files.

import { readFile } from 'node:fs/promises';
import { type Page } from '@playwright/test';
import { expect, expectAccessible, test } from './glossator.ts';

const row = (page: Page, title: string) => page.getByRole('row').filter({ hasText: title });
const titles = (page: Page) => page.locator('[data-source] .title');

test.beforeEach(async ({ page, server }) => {
  await page.goto(server.address);
  await expect(page.getByRole('heading', { level: 1, name: 'Criminal Law' })).toBeVisible();
  // Keys mean the rows, so they have to be there.
  await expect(titles(page)).toHaveCount(3);
});

for (const theme of ['light', 'dark'] as const) {
  test(`the list with sources chosen has no fault in ${theme}`, async ({ page }) => {
    await page.emulateMedia({ colorScheme: theme });
    await page.keyboard.press('Control+a');
    await expect(page.getByRole('toolbar')).toContainText('3 sources chosen');
    await expectAccessible(page);
  });
}

test('a column sorts the list, again the other way, and this is kept', async ({ page }) => {
  const marks = page.getByRole('columnheader', { name: 'Marks' });
  await marks.getByRole('button').click();
  await expect(marks).toHaveAttribute('aria-sort', 'descending');
  const first = await titles(page).first().textContent();
  await marks.getByRole('button').click();
  await expect(titles(page).last()).toHaveText(first ?? '');
  await page.reload();
  await expect(marks).toHaveAttribute('aria-sort', 'ascending');
});

test('sources are chosen by keys, archived together and brought back by undo', async ({ page }) => {
  await page.keyboard.press('j');
  await page.keyboard.press('x');
  await page.keyboard.press('j');
  await page.keyboard.press('Shift+X');
  await expect(page.getByRole('toolbar')).toContainText('2 sources chosen');
  await page.keyboard.press('e');
  await expect(titles(page)).toHaveCount(1);
  await page.getByRole('combobox', { name: 'Show' }).selectOption('Archived');
  await expect(titles(page)).toHaveCount(2);
  await page.keyboard.press('Control+z');
  await expect(page.getByText('No source is like that.')).toBeVisible();
  await page.getByRole('button', { name: 'Show all' }).click();
  await expect(titles(page)).toHaveCount(3);
});

test('a range is chosen with Shift', async ({ page }) => {
  const boxes = page.locator('[data-source] input[type=checkbox]');
  await boxes.first().click();
  await boxes.last().click({ modifiers: ['Shift'] });
  await expect(page.getByRole('toolbar')).toContainText('3 sources chosen');
  await page.keyboard.press('Escape');
  await expect(page.getByRole('toolbar')).toHaveCount(0);
});

test('what is deleted waits in the bin, comes back, and is gone when it is emptied', async ({
  page,
}) => {
  await page.keyboard.press('Control+a');
  await page.keyboard.press('Delete');
  await expect(page.getByText('There is nothing to read here yet')).toBeVisible();
  await page.getByRole('button', { name: 'Bin…' }).click();
  const bin = page.getByRole('dialog', { name: 'Bin' });
  await expectAccessible(page);
  await bin.getByRole('button', { name: 'Restore Commonwealth v. Penhale' }).click();
  await expect(bin.getByRole('listitem')).toHaveCount(2);
  await bin.getByRole('button', { name: /^Empty the bin \(/ }).click();
  await expect(bin.getByRole('alert')).toContainText('2 sources and their files');
  await bin.getByRole('button', { name: 'Empty the bin', exact: true }).click();
  await expect(bin).toContainText('The bin is empty');
  await bin.getByRole('button', { name: 'Close' }).click();
  await expect(titles(page)).toHaveText(['Commonwealth v. Penhale']);
});

test('details are corrected by hand, names in rows, and undone at once', async ({ page }) => {
  await page.getByRole('button', { name: 'More for Commonwealth v. Penhale' }).click();
  await page.getByRole('menuitem', { name: 'Details…' }).click();
  const dialog = page.getByRole('dialog', { name: 'Details' });
  await dialog.getByRole('button', { name: 'Add an author' }).click();
  await dialog.getByLabel('Family name').fill('Berg');
  await dialog.getByLabel('Given names').fill('Jörg');
  await dialog.getByLabel('DOI').fill('https://doi.org/10.1000/7');
  await expectAccessible(page);
  await dialog.getByRole('button', { name: 'Save' }).click();
  await expect(row(page, 'Penhale')).toContainText('Jörg Berg');
  await page.keyboard.press('Control+z');
  await expect(row(page, 'Penhale')).not.toContainText('Jörg Berg');
});

test('references go out as a file and come in with a look at what will change', async ({
  page,
}) => {
  await page.getByRole('button', { name: 'More for this course' }).click();
  const arriving = page.waitForEvent('download');
  await page.getByRole('menuitem', { name: 'Export references (BibTeX)' }).click();
  const bibtex = await readFile(await (await arriving).path(), 'utf8');
  expect(bibtex).toContain('title = {Commonwealth v. Penhale}');
  const name = { name: 'refs.ris', mimeType: 'text/plain' };
  const text =
    'TY  - CASE\nTI  - Commonwealth v. Penhale\nPB  - Reed & Rush\nER  - \n' +
    'TY  - BOOK\nTI  - On Herons\nAU  - Berg, Jörg\nER  - \n';
  await page.setInputFiles('[data-references]', { ...name, buffer: Buffer.from(text) });
  const dialog = page.getByRole('dialog', { name: 'Import references' });
  await expect(dialog).toContainText('Publisher: – → Reed & Rush');
  await expectAccessible(page);
  await dialog.getByLabel('Add them as sources without a file').check();
  await dialog.getByRole('button', { name: 'Import' }).click();
  await expect(row(page, 'On Herons')).toContainText('Its file is not here yet');
});

test('two sources of one work are joined and read in either text', async ({ page }) => {
  await page.getByRole('button', { name: 'More for Commonwealth v. Penhale' }).click();
  await page.getByRole('menuitem', { name: 'Texts and remarks…' }).click();
  const dialog = page.getByRole('dialog', { name: 'Texts and remarks' });
  await dialog.getByLabel('Join another source to it').selectOption({ index: 1 });
  await dialog.getByRole('button', { name: 'Join', exact: true }).click();
  await expect(titles(page)).toHaveCount(2);
  await dialog.getByRole('button', { name: 'Read in this text' }).click();
  await expect(page.getByText('have no place in it')).toBeVisible();
  await dialog.getByRole('button', { name: 'Close' }).click();
  await expect(row(page, 'Penhale')).toContainText('2 texts');
});

test('a saved page is brought with its folder as one book', async ({ page }) => {
  const dataTransfer = await page.evaluateHandle(() => {
    const page = new File(
      ['<h1>Crane</h1><p>A heron.</p><img src="crane_files/a.png">'],
      'crane.html',
    );
    const carried = new DataTransfer();
    carried.items.add(page);
    return carried;
  });
  await page.dispatchEvent('main', 'drop', { dataTransfer });
  await expect(row(page, 'Crane')).toContainText('Web page');
});

test('what was odd about a file is told after a restart, until it is dismissed', async ({
  page,
  server,
}) => {
  await page.setInputFiles('input[type=file][multiple]', {
    name: 'noise.pdf',
    mimeType: 'application/pdf',
    buffer: Buffer.from('%PDF-1.7\nnonsense'),
  });
  await expect(page.getByRole('region', { name: 'Imports' })).toContainText('Not imported');
  await server.stop();
  await server.start();
  await page.reload();
  await page.getByText('Earlier imports: 1 file with something to tell').click();
  await expect(page.getByText('“noise.pdf” was not imported')).toBeVisible();
  await page.getByRole('button', { name: 'Dismiss noise.pdf' }).click();
  await page.reload();
  await expect(page.getByText('with something to tell')).toHaveCount(0);
});

test('the first pages of a long book are read while the rest is; then the book is there', async ({
  page,
}) => {
  await page.setInputFiles('input[type=file][multiple]', {
    name: 'long.pdf',
    mimeType: 'application/pdf',
    buffer: longPdf(400),
  });
  await page.getByRole('link', { name: 'Read its first pages' }).click();
  await expect(page.locator('.book')).toContainText('Page 1 of a long book');
  await expect(page.getByText('First pages, still reading…')).toBeVisible();
  await expect(page).toHaveURL(/\/read\//, { timeout: 45_000 });
});

test('an import under way is cancelled and nothing is left of it', async ({ page }) => {
  await page.setInputFiles('input[type=file][multiple]', {
    name: 'long.pdf',
    mimeType: 'application/pdf',
    buffer: longPdf(900),
  });
  await page.getByRole('button', { name: 'Cancel long.pdf' }).click();
  await expect(page.getByRole('region', { name: 'Imports' })).toContainText('Cancelled');
  await expect(titles(page)).toHaveCount(3);
});

/** A PDF whose every page says which it is in many lines. */
function longPdf(pages: number): Buffer {
  const objects = ['<< /Type /Catalog /Pages 2 0 R >>', ''];
  const kids: string[] = [];
  objects.push('<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>');
  for (let page = 1; page <= pages; page++) {
    const lines = Array.from(
      { length: 40 },
      (_, line) => `(Page ${page} of a long book says in line ${line} that herons are tame.) Tj T*`,
    );
    const drawn = `BT /F 11 Tf 16 TL 72 740 Td\n${lines.join('\n')}\nET`;
    objects.push(`<< /Length ${drawn.length} >>\nstream\n${drawn}\nendstream`);
    objects.push(
      `<< /Type /Page /Parent 2 0 R /MediaBox [0 0 612 792] /Contents ${objects.length} 0 R ` +
        '/Resources << /Font << /F 3 0 R >> >> >>',
    );
    kids.push(`${objects.length} 0 R`);
  }
  objects[1] = `<< /Type /Pages /Count ${pages} /Kids [${kids.join(' ')}] >>`;
  let file = '%PDF-1.7\n';
  const places = objects.map((object, at) => {
    const place = file.length;
    file += `${at + 1} 0 obj\n${object}\nendobj\n`;
    return `${String(place).padStart(10, '0')} 00000 n \n`;
  });
  const start = file.length;
  file += `xref\n0 ${objects.length + 1}\n0000000000 65535 f \n${places.join('')}`;
  file += `trailer\n<< /Size ${objects.length + 1} /Root 1 0 R >>\nstartxref\n${start}\n%%EOF\n`;
  return Buffer.from(file, 'latin1');
}
