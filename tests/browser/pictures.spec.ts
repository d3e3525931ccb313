// Pictures in the text: marked as a whole, and in part by mouse, keyboard and touch.

import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type Locator, type Page } from '@playwright/test';
import { expect, expectAccessible, glossator, test } from './glossator.ts';
import { swipe } from './touch.ts';

type Rectangle = [x: number, y: number, width: number, height: number];

let source = '';
let picture: Locator;

test.beforeEach(async ({ page, server }) => {
  await page.goto(server.address);
  await expect(page.getByRole('heading', { level: 1 })).toBeVisible();
  const png = await page.evaluate(() => {
    const canvas = document.createElement('canvas');
    canvas.width = 480;
    canvas.height = 320;
    const paint = canvas.getContext('2d');
    if (paint) {
      paint.fillStyle = '#e8e4da';
      paint.fillRect(0, 0, 480, 320);
      paint.fillStyle = '#6f7f6a';
      paint.fillRect(60, 50, 160, 110);
      paint.fillRect(290, 190, 120, 80);
    }
    return canvas.toDataURL('image/png');
  });
  const folder = await mkdtemp(join(tmpdir(), 'glossator-picture-'));
  const file = join(folder, 'plan.html');
  const words = 'The yard had no gate, as the plan shows. '.repeat(30);
  await writeFile(
    file,
    `<html lang="en"><title>Plan of the yard</title><h1>Plan of the yard</h1>
    <p>The yard had no gate, as the plan shows.</p><p><img alt="A plan" src="${png}"></p>
    <p>${words}</p><p>${words}</p><p>${words}</p>`,
  );
  await glossator('import', file, '--library', server.library);
  await rm(folder, { recursive: true });
  const { sources } = (await (await page.request.get('/api/library')).json()) as {
    sources: { id: string; title: string }[];
  };
  source = sources.find(({ title }) => title.startsWith('Plan'))?.id ?? '';
  await page.goto(`/read/${source}`);
  picture = page.getByRole('article').getByRole('img', { name: 'A plan' });
  await expect(picture).toBeVisible();
  // What is drawn over pictures comes when the first one has.
  await expect.poll(() => picture.evaluate((img: HTMLImageElement) => img.complete)).toBe(true);
});

async function rectangles(page: Page): Promise<Rectangle[]> {
  const reply = await page.request.get(`/api/sources/${source}/annotations`);
  const { annotations } = (await reply.json()) as {
    annotations: { area?: { rectangle: Rectangle } | null }[];
  };
  return annotations.flatMap(({ area }) => (area ? [area.rectangle] : []));
}

/** Where a share of the picture's width and height is in the window. */
async function placeOn(across: number, down: number): Promise<{ x: number; y: number }> {
  const box = await picture.boundingBox();
  if (!box) throw new Error('The picture is not there.');
  return { x: box.x + across * box.width, y: box.y + down * box.height };
}

async function drag(
  page: Page,
  from: [across: number, down: number],
  to: [across: number, down: number],
): Promise<void> {
  const [start, end] = [await placeOn(...from), await placeOn(...to)];
  await page.mouse.move(start.x, start.y);
  await page.mouse.down();
  await page.mouse.move(end.x, end.y, { steps: 5 });
  await page.mouse.up();
}

/** Whether a rectangle is this one, in pixels of the picture, but for a slip of the hand. */
function expectNearly(found: Rectangle | undefined, wanted: Rectangle): void {
  wanted.forEach((side, i) => expect(Math.abs((found?.[i] ?? -99) - side)).toBeLessThan(3));
}

test('a picture is marked as a whole, by a click and a pen', async ({ page }) => {
  await picture.click();
  await expect(picture).toHaveClass('picked');
  await page.keyboard.press('1');
  await expect(picture).toHaveClass('marked');
  await expect.poll(() => rectangles(page)).toEqual([[0, 0, 480, 320]]);
  await expect(page.getByRole('img', { name: 'Area of a picture', exact: true })).toBeVisible();
  await expectAccessible(page);
  await page.keyboard.press('u');
  await expect(picture).not.toHaveClass('marked');
});

test('a part is drawn by mouse, seen on the picture, in the margin and the notes', async ({
  page,
}) => {
  await picture.click();
  await drag(page, [0.125, 0.15], [0.5, 0.5]);
  await expect(page.locator('.book .draft')).toBeVisible();
  await expectAccessible(page);
  await page.keyboard.press('1');
  await expect.poll(async () => (await rectangles(page)).length).toBe(1);
  expectNearly((await rectangles(page))[0], [60, 48, 180, 112]);
  await expect(page.locator('.book [data-area]')).toHaveCount(1);
  await expect(picture).not.toHaveClass('marked');
  const shown = page.getByRole('img', { name: 'Area of a picture', exact: true });
  await expect(shown).toBeVisible();
  const { width, height } = (await shown.locator('..').boundingBox()) ?? { width: 0, height: 1 };
  expect(width / height).toBeCloseTo(180 / 112, 1);
  await expectAccessible(page);
  await page.keyboard.press('b');
  await page.mouse.move(0, 0); // a line that is pointed at shows its tools
  await expect(page.getByRole('heading', { level: 1 })).toContainText('Plan');
  await expect(page.getByRole('img', { name: 'Area of a picture' })).toBeVisible();
});

test('a part is placed, sized and marked by keys alone, moved, and undone', async ({ page }) => {
  await page.keyboard.press('a');
  await expect(page.locator('.book .draft')).toBeVisible();
  await page.keyboard.press('ArrowLeft');
  await page.keyboard.press('Shift+ArrowDown');
  await page.keyboard.press('2');
  await expect.poll(async () => (await rectangles(page)).length).toBe(1);
  const [x = 0, y = 0] = (await rectangles(page))[0] ?? [];
  await page.keyboard.press('a');
  await page.keyboard.press('ArrowRight');
  await page.keyboard.press('ArrowRight');
  await page.keyboard.press('Enter');
  await expect.poll(async () => (await rectangles(page))[0]?.[0]).toBeGreaterThan(x + 10);
  expect((await rectangles(page))[0]?.[1]).toBeCloseTo(y, 0);
  await page.keyboard.press('u');
  await page.keyboard.press('u');
  await expect(page.locator('.book [data-area]')).toHaveCount(0);
});

test('Tab reaches the picture and its button; Escape leaves what was drawn', async ({ page }) => {
  await page.getByRole('article').getByRole('heading').click();
  await picture.focus();
  await page.keyboard.press('Shift');
  await page.keyboard.press('a');
  const button = page.locator('.book').getByRole('button', { name: 'Area' });
  await expect(button).toHaveAttribute('aria-pressed', 'true');
  await page.keyboard.press('Escape');
  await expect(page.locator('.book .draft')).toHaveCount(0);
  await expect.poll(() => rectangles(page)).toEqual([]);
});

test('a part is taken up by a click on it, sized by a corner, and the rest is the whole', async ({
  page,
}) => {
  await drag(page, [0.125, 0.15], [0.5, 0.5]);
  await page.keyboard.press('1');
  await expect.poll(async () => (await rectangles(page)).length).toBe(1);
  await page.keyboard.press('Escape');
  await expect(page.locator('aside li[aria-current]')).toHaveCount(0);
  await page.mouse.click(...(Object.values(await placeOn(0.3, 0.3)) as [number, number]));
  await expect(page.locator('aside li[aria-current]')).toHaveCount(1);
  await drag(page, [0.5, 0.5], [0.75, 0.75]);
  await expect.poll(async () => (await rectangles(page))[0]?.[2]).toBeGreaterThan(290);
  expectNearly((await rectangles(page))[0], [60, 48, 300, 192]);
  await page.mouse.click(...(Object.values(await placeOn(0.9, 0.9)) as [number, number]));
  await page.keyboard.press('2');
  await expect(picture).toHaveClass('marked');
  expect(await rectangles(page)).toHaveLength(2);
});

test('a pen in the hand marks what is drawn at once, in the dark too', async ({ page }) => {
  await page.emulateMedia({ colorScheme: 'dark' });
  await page.keyboard.press('3');
  await drag(page, [0.6, 0.6], [0.9, 0.9]);
  await expect.poll(async () => (await rectangles(page)).length).toBe(1);
  await expectAccessible(page);
});

test('without a picture in sight the key says so', async ({ page }) => {
  await page.mouse.wheel(0, 20_000);
  await expect(picture).not.toBeInViewport();
  await page.keyboard.press('a');
  await expect(page.getByText('No picture is in sight.')).toBeVisible();
});

test.describe('by touch', () => {
  test.use({ hasTouch: true, isMobile: true, viewport: { width: 390, height: 780 } });

  test('a finger scrolls over a picture, and draws after Area has been pressed', async ({
    page,
  }) => {
    const scrolled = () => page.evaluate(() => window.scrollY);
    await swipe(page, await placeOn(0.5, 0.9), await placeOn(0.5, 0.4));
    await expect.poll(scrolled).toBeGreaterThan(40);
    expect(await rectangles(page)).toEqual([]);
    await picture.tap();
    const button = page.locator('.book').getByRole('button', { name: 'Area' });
    const box = await button.boundingBox();
    expect(Math.min(box?.width ?? 0, box?.height ?? 0)).toBeGreaterThanOrEqual(44);
    await button.tap();
    await expect(page.locator('.book .draft')).toBeVisible();
    const before = await scrolled();
    await swipe(page, await placeOn(0.05, 0.05), await placeOn(0.5, 0.2));
    expect(await scrolled()).toBe(before);
    await expectAccessible(page);
    await page.getByRole('toolbar', { name: 'Pens' }).getByRole('button').first().tap();
    await expect.poll(async () => (await rectangles(page)).length).toBe(1);
    expectNearly((await rectangles(page))[0], [24, 16, 216, 48]);
    await expect(page.locator('.book [data-area]')).toHaveCount(1);
  });
});
