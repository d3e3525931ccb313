import { type Page } from '@playwright/test';
import { expect, expectAccessible, test } from './glossator.ts';
import { highlightedPdf } from './made-pdf.ts';

async function bringHighlights(page: Page): Promise<void> {
  const chooser = page.waitForEvent('filechooser');
  await page.getByRole('button', { name: 'Import files…' }).click();
  const buffer = highlightedPdf();
  await (await chooser).setFiles({ name: 'heron.pdf', mimeType: 'application/pdf', buffer });
}

const line = (page: Page) =>
  page.getByRole('button', { name: '2 highlights from another program: sort them in' });

for (const [colorScheme, width] of [
  ['light', 1280],
  ['dark', 360],
] as const) {
  test(`marks of another program are sorted in, ${colorScheme}, ${width} px`, async ({
    page,
    server,
  }) => {
    await page.emulateMedia({ colorScheme });
    await page.setViewportSize({ width, height: 800 });
    await page.goto(server.address);
    await bringHighlights(page);
    await line(page).click();
    const dialog = page.getByRole('dialog', { name: 'Marks from another program' });
    await expect(dialog.getByText('2 yellow highlights by Ada')).toBeVisible();
    await expect(dialog.getByText('1 has a comment')).toBeVisible();
    await expectAccessible(page);
    expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBe(width);
    await dialog.getByLabel('Pen').selectOption({ label: 'Rule' });
    await dialog.getByRole('button', { name: 'Sort in 2 marks' }).click();
    await expect(dialog).toBeHidden();
    await expect(page.getByText('2 marks were sorted in.')).toBeVisible();
    await expect(line(page)).toBeHidden();
  });
}

test('a mark is left out, all are brought back, and undo takes a step back', async ({
  page,
  server,
}) => {
  await page.goto(server.address);
  await bringHighlights(page);
  await line(page).focus();
  await page.keyboard.press('Enter');
  const dialog = page.getByRole('dialog');
  await dialog.getByRole('button', { name: /Leave out “.*heron/ }).click();
  await expect(dialog.getByText('1 yellow highlight by Ada')).toBeVisible();
  await dialog.getByRole('button', { name: 'Bring it back' }).click();
  await expect(dialog.getByText('2 yellow highlights by Ada')).toBeVisible();
  await dialog.getByRole('button', { name: 'Leave all 2 out' }).click();
  await expect(dialog).toBeHidden();
  await expect(line(page)).toBeHidden();
  await page.keyboard.press('Control+z');
  await expect(line(page)).toBeVisible();
});

test('marks sorted in stand in the text with their comment', async ({ page, server }) => {
  await page.goto(server.address);
  await bringHighlights(page);
  await page.getByRole('link', { name: 'heron', exact: true }).first().click();
  await line(page).click();
  await page.getByRole('button', { name: 'Sort in 2 marks' }).click();
  await expect(page.getByRole('button', { name: /tame heron A bird\./ })).toBeVisible();
});
