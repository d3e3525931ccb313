import { chmod, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type Page } from '@playwright/test';
import { expect, expectAccessible, test } from './glossator.ts';
import { scannedPdf } from './made-pdf.ts';

const WORDS = ['The', 'keeper', 'of', 'a', 'heron', 'need', 'not', 'fence', 'it.'];

/** Writes what tesseract would: every page says the same, a little doubtfully. */
function engine(): string {
  const spans = WORDS.map(
    (word, at) =>
      `<span class='ocrx_word' title='bbox ${String(100 + 100 * at)} 200 ` +
      `${String(180 + 100 * at)} 230; x_wconf 61'>${word}</span>`,
  );
  const line = `<span class='ocr_line' title='bbox 100 200 980 230; x_size 34'>${spans.join('')}</span>`;
  return [
    '#!/bin/sh',
    'case "$*" in',
    '  --version) echo "tesseract 9.9.9";;',
    '  --list-langs) printf "List of languages (2):\\ndeu\\neng\\n";;',
    '  *) sleep 1; cat > "$2.hocr" <<EOF',
    `<html xmlns='http://www.w3.org/1999/xhtml'><body>${line}</body></html>`,
    'EOF',
    'esac',
  ].join('\n');
}

const before = process.env['PATH'] ?? '';
let folder = '';

// Each test's own server finds this engine first.
test.beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'glossator-engine-'));
  await writeFile(join(folder, 'tesseract'), engine());
  await chmod(join(folder, 'tesseract'), 0o755);
  process.env['PATH'] = `${folder}:${before}`;
});

test.afterAll(async () => {
  process.env['PATH'] = before;
  await rm(folder, { recursive: true });
});

async function openScan(page: Page, pages: number): Promise<void> {
  const chooser = page.waitForEvent('filechooser');
  await page.getByRole('button', { name: 'Import files…' }).click();
  const buffer = scannedPdf(pages);
  await (await chooser).setFiles({ name: 'scan.pdf', mimeType: 'application/pdf', buffer });
  await page.getByRole('link', { name: 'scan', exact: true }).first().click();
}

for (const [colorScheme, width] of [
  ['light', 1280],
  ['dark', 360],
] as const) {
  test(`a scan is recognised and read, ${colorScheme}, ${width} px`, async ({ page, server }) => {
    await page.emulateMedia({ colorScheme });
    await page.setViewportSize({ width, height: 800 });
    await page.goto(server.address);
    await openScan(page, 1);
    await expect(page.getByText('This page is a picture without text.')).toBeVisible();
    await page.getByRole('button', { name: 'Recognise the text…' }).click();
    const dialog = page.getByRole('dialog', { name: 'Recognise the text' });
    await expect(dialog.getByLabel(/^Pages/)).toHaveValue('1');
    await expectAccessible(page);
    await dialog.getByLabel('Language').selectOption({ label: 'German' });
    await dialog.getByRole('button', { name: 'Recognise', exact: true }).click();
    await expect(page.getByText('The keeper of a heron')).toBeVisible({ timeout: 40_000 });
    const doubt = page.getByRole('note', { name: 'Recognised with 61 % certainty' }).first();
    await doubt.focus();
    await expect(doubt).toBeFocused();
    await expectAccessible(page);
    expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBe(width);
  });
}

test('there is a way back from the recognised text to the pictures', async ({ page, server }) => {
  await page.goto(server.address);
  await openScan(page, 1);
  await page.getByRole('button', { name: 'Recognise the text…' }).click();
  await page.getByRole('button', { name: 'Recognise', exact: true }).click();
  await expect(page.getByText('The keeper of a heron')).toBeVisible({ timeout: 40_000 });
  await expect(page.getByText('Text: Recognised from pictures')).toBeVisible();
  await page.getByRole('button', { name: 'Other texts…' }).click();
  const dialog = page.getByRole('dialog', { name: 'Texts and remarks' });
  await expect(dialog).toContainText('Recognised from pictures');
  await expectAccessible(page);
  await dialog.getByRole('button', { name: 'Read in this text' }).click();
  await expect(page.getByText('The keeper of a heron')).toBeHidden();
  await expect(page.getByText('This page is a picture without text.')).toBeVisible();
});

test('recognition is paused, goes on, and is given up', async ({ page, server }) => {
  await page.goto(server.address);
  await openScan(page, 9);
  await page.getByRole('button', { name: 'Recognise the text…' }).click();
  await page.getByRole('button', { name: 'Recognise', exact: true }).click();
  await page.getByRole('button', { name: 'Pause' }).click();
  await expect(page.getByText(/Recognition is paused: \d of 9 pages done/)).toBeVisible();
  await page.getByRole('button', { name: 'Go on' }).click();
  await page.getByRole('button', { name: 'Give up' }).click();
  await expect(page.getByRole('button', { name: 'Recognise the text…' })).toBeVisible();
});

test('each page without text offers to be recognised, in both views', async ({ page, server }) => {
  await page.goto(server.address);
  await openScan(page, 3);
  await expect(page.locator('.book .offer').first()).toBeVisible();
  await page.keyboard.press('V');
  await page.keyboard.press('V');
  const second = page.locator('.sheet[data-page="1"]');
  await second.scrollIntoViewIfNeeded();
  await expect(second.getByText('This page has no text yet.')).toBeVisible();
  await expectAccessible(page);
  await page.keyboard.press('v');
  await expect(page.locator('.sheet')).toHaveCount(0);
  await expect(page.locator('.book .offer')).toHaveCount(3);
  await expectAccessible(page);
  await page.locator('.book .offer').nth(1).getByRole('button', { name: 'Recognise it…' }).click();
  const dialog = page.getByRole('dialog', { name: 'Recognise the text' });
  await expect(dialog.getByLabel(/^Pages/)).toHaveValue('2');
  await dialog.getByRole('button', { name: 'All pages without text: 1-3' }).click();
  await expect(dialog.getByLabel(/^Pages/)).toHaveValue('1-3');
  await dialog.getByLabel(/^Pages/).fill('2');
  await dialog.getByRole('button', { name: 'Recognise', exact: true }).click();
  await expect(page.getByText('The keeper of a heron')).toBeVisible({ timeout: 40_000 });
  await expect(page.locator('.book .offer')).toHaveCount(2);
});

test('remarks, offers and texts of a source are in one place', async ({ page, server }) => {
  await page.goto(server.address);
  await openScan(page, 1);
  await page.goBack();
  await page.getByRole('button', { name: '1 remark' }).click();
  const dialog = page.getByRole('dialog', { name: 'Texts and remarks' });
  await expect(dialog).toContainText('a scan, perhaps');
  await expect(dialog).toContainText('As the PDF has it');
  await expectAccessible(page);
  await dialog.getByRole('button', { name: 'Recognise the text…' }).click();
  await expect(page.getByRole('dialog', { name: 'Recognise the text' })).toBeVisible();
});
