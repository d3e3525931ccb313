import { readFile } from 'node:fs/promises';
import { expect, expectAccessible, test } from './glossator.ts';

interface Library {
  courses: { id: string }[];
  sources: { id: string; title: string }[];
}

test.beforeEach(async ({ page, server }) => {
  await page.goto(server.address);
  await expect(page.getByRole('heading', { level: 1 })).toBeVisible();
});

test('the outline is squeezed to the pages asked for, and what is left out is listed', async ({
  page,
}) => {
  const { courses } = (await (await page.request.get('/api/library')).json()) as Library;
  await page.goto(`/notes/sheet/${courses[0]?.id ?? ''}`);
  await expect(page.getByText(/lines on 2 pages in .* Nothing is left out/)).toBeVisible();
  await expect(page.getByRole('img', { name: /of the exam sheet/ })).toHaveCount(2);
  await expectAccessible(page);
  await page.getByRole('combobox', { name: 'Pages' }).selectOption('1');
  await page.getByRole('combobox', { name: 'Columns of type' }).selectOption('1');
  await expect(page.getByText(/lines on 1 page in 6\.5 point type/)).toBeVisible();
  await page.getByText(/lines? left out$/).click();
  await expect(page.getByRole('link', { name: /Commonwealth v. Penhale, / }).first()).toBeVisible();
  await expectAccessible(page);
  const download = page.waitForEvent('download');
  await page.getByRole('button', { name: 'Save as PDF' }).click();
  const file = await readFile(await (await download).path());
  expect(file.subarray(0, 5).toString()).toBe('%PDF-');
  await expect(page.getByText(/of \d+ lines did not fit/)).toBeVisible();
});

test('a passage leads to the lines that use it, and a line is copied with its citation', async ({
  page,
  context,
}) => {
  await context.grantPermissions(['clipboard-read', 'clipboard-write']);
  const { sources } = (await (await page.request.get('/api/library')).json()) as Library;
  const penhale = sources.find(({ title }) => title === 'Commonwealth v. Penhale');
  await page.goto(`/notes/brief/${penhale?.id ?? ''}`);
  await page.locator('[data-stop]').first().focus();
  await page.keyboard.press('c');
  await expect(page.getByText('The line is copied')).toBeVisible();
  const copied = await page.evaluate(() => navigator.clipboard.readText());
  expect(copied).toContain('(Commonwealth v. Penhale, 88 Alders. 214 (2019), 2');
  await page.keyboard.press('Enter');
  await expect(page).toHaveURL(/\/read\//);
  await page.getByText('In notes', { exact: true }).first().click();
  await page.getByRole('link', { name: 'Outline', exact: true }).last().click();
  await expect(page).toHaveURL(/\/notes\/outline\/.*line=/);
  await expect(page.locator('.line:focus')).toBeVisible();
});
