// Areas of pages: drawn by mouse and by keyboard, shown in the margin and in the brief.

import { type Page } from '@playwright/test';
import { expect, expectAccessible, test } from './glossator.ts';
import { swipe } from './touch.ts';

interface Area {
  rectangle: [number, number, number, number];
  page_index?: number;
}
interface Mark {
  pen: string;
  pinpoint: string;
  area?: Area;
}

let source = '';

test.beforeEach(async ({ page, server }) => {
  await page.goto(server.address);
  await expect(page.getByRole('heading', { level: 1 })).toBeVisible();
  const { sources } = (await (await page.request.get('/api/library')).json()) as {
    sources: { id: string; title: string }[];
  };
  source = sources.find(({ title }) => title.startsWith('Commonwealth'))?.id ?? '';
  await page.goto(`/read/${source}?at=0`);
  await expect(page.getByRole('article').locator('p').first()).toBeVisible();
});

async function areas(page: Page): Promise<Mark[]> {
  const reply = await page.request.get(`/api/sources/${source}/annotations`);
  const { annotations } = (await reply.json()) as { annotations: Mark[] };
  return annotations.filter(({ area }) => area);
}

/** Opens the pages instead of the text. */
async function openPages(page: Page): Promise<void> {
  await page.keyboard.press('V');
  await page.keyboard.press('V');
  await expect(page.locator('.sheet[data-page="0"] .text span').first()).toBeAttached();
}

/** Drags over the first page, from and to shares of its width and height. */
async function drag(page: Page, from: [number, number], to: [number, number]): Promise<void> {
  const box = await page.locator('.sheet[data-page="0"]').boundingBox();
  if (!box) throw new Error('The page is not there.');
  await page.mouse.move(box.x + from[0] * box.width, box.y + from[1] * box.height);
  await page.mouse.down();
  await page.mouse.move(box.x + to[0] * box.width, box.y + to[1] * box.height, { steps: 5 });
  await page.mouse.up();
}

async function openBrief(page: Page): Promise<void> {
  await page.keyboard.press('b');
  await page.mouse.move(0, 0); // a line that is pointed at shows its tools
  await expect(page.getByRole('heading', { level: 1 })).toContainText('Commonwealth');
}

/** Waits until a picture has come. */
async function hasCome(page: Page, name: string): Promise<void> {
  const picture = page.getByRole('img', { name, exact: true });
  await picture.scrollIntoViewIfNeeded();
  const width = () => picture.evaluate((img) => (img as HTMLImageElement).naturalWidth);
  await expect.poll(width).toBeGreaterThan(50);
}

test('an area is drawn by mouse, shown in the margin and in the brief', async ({ page }) => {
  await openPages(page);
  await page.getByRole('button', { name: 'Area', exact: true }).click();
  await drag(page, [0.2, 0.1], [0.7, 0.3]);
  await page.keyboard.press('1');
  await expect.poll(async () => (await areas(page)).length).toBe(1);
  const [mark] = await areas(page);
  const name = `Area of p. ${mark?.pinpoint}`;
  await expect(page.locator('.sheet [data-area]')).toHaveCount(1);
  await hasCome(page, name);
  await expectAccessible(page);
  await openBrief(page);
  await hasCome(page, name);
  await expectAccessible(page);
});

test('an area is placed, sized and marked by keys alone, with words of its own', async ({
  page,
}) => {
  await openPages(page);
  await page.keyboard.press('a');
  await page.keyboard.press('ArrowLeft');
  await page.keyboard.press('Shift+ArrowDown');
  await expect(page.locator('.sheet .draft')).toBeVisible();
  await expectAccessible(page);
  await page.keyboard.press('2');
  await expect.poll(async () => (await areas(page)).length).toBe(1);
  await expect(page.locator('aside li[aria-current]')).toBeVisible();
  await page.keyboard.press('e');
  await page.keyboard.type('The head of the report');
  await page.keyboard.press('Control+Enter');
  await page.keyboard.press('Escape');
  await openBrief(page);
  // The words say what is seen: a picture with the same ones would be read out twice.
  const line = page.locator('li.line', { hasText: 'The head of the report' });
  const alternative = () => line.locator('img').getAttribute('alt');
  await expect.poll(alternative).toBe('');
});

test('a rectangle that is left makes no mark, and undo takes one back', async ({ page }) => {
  await openPages(page);
  await page.keyboard.press('a');
  await page.keyboard.press('Escape');
  await expect(page.locator('.sheet .draft')).toHaveCount(0);
  await page.keyboard.press('a');
  await page.keyboard.press('1');
  await expect.poll(async () => (await areas(page)).length).toBe(1);
  await page.keyboard.press('u');
  await expect.poll(async () => (await areas(page)).length).toBe(0);
  await expect(page.locator('.sheet [data-area]')).toHaveCount(0);
});

test('an area is moved by keys and by its corner, and taken up by a click', async ({ page }) => {
  await openPages(page);
  await page.keyboard.press('a');
  await drag(page, [0.2, 0.1], [0.6, 0.2]);
  await page.keyboard.press('1');
  await expect.poll(async () => (await areas(page)).length).toBe(1);
  const rectangle = async () => (await areas(page))[0]?.area?.rectangle ?? [0, 0, 0, 0];
  const [x, y, width] = await rectangle();
  await page.keyboard.press('a');
  await page.keyboard.press('ArrowRight');
  await page.keyboard.press('Enter');
  await expect.poll(async () => (await rectangle())[0]).toBeCloseTo(x + 8, 0);
  const corner = await page.locator('.sheet [data-corner="2"]').boundingBox();
  await page.mouse.move((corner?.x ?? 0) + 4, (corner?.y ?? 0) + 4);
  await page.mouse.down();
  await page.mouse.move((corner?.x ?? 0) + 44, (corner?.y ?? 0) + 24, { steps: 4 });
  await page.mouse.up();
  await expect.poll(async () => (await rectangle())[2]).toBeGreaterThan(width + 10);
  expect((await rectangle())[1]).toBeCloseTo(y, 0);
  await page.keyboard.press('Escape');
  await expect(page.locator('aside li[aria-current]')).toHaveCount(0);
});

test('the pages with an area are accessible in the dark', async ({ page }) => {
  await page.emulateMedia({ colorScheme: 'dark' });
  await openPages(page);
  await page.keyboard.press('a');
  await page.keyboard.press('1');
  await expect.poll(async () => (await areas(page)).length).toBe(1);
  await expectAccessible(page);
  await openBrief(page);
  await expectAccessible(page);
});

test.describe('by touch', () => {
  test.use({ hasTouch: true, isMobile: true, viewport: { width: 390, height: 780 } });

  test('a finger scrolls the pages, and draws while the area tool is taken up', async ({
    page,
  }) => {
    await page.getByRole('button', { name: 'Pages', exact: true }).tap();
    const sheet = page.locator('.sheet[data-page="0"]');
    await expect(sheet.locator('.text span').first()).toBeAttached();
    const scroller = page.getByRole('region', { name: 'Pages as printed' });
    const scrolled = () => scroller.evaluate((element) => element.scrollTop);
    await swipe(page, { x: 200, y: 500 }, { x: 200, y: 350 });
    await expect.poll(scrolled).toBeGreaterThan(60);
    expect(await areas(page)).toHaveLength(0);
    await page.getByRole('button', { name: 'Area', exact: true }).tap();
    await expect(page.locator('.sheet .draft')).toBeVisible();
    const before = await scrolled();
    const box = await scroller.boundingBox();
    const [left, top] = [box?.x ?? 0, box?.y ?? 0];
    await swipe(page, { x: left + 40, y: top + 20 }, { x: left + 200, y: top + 110 });
    expect(await scrolled()).toBe(before);
    await expectAccessible(page);
    const pens = page.getByRole('toolbar', { name: 'Pens' });
    await pens.getByRole('button').first().tap();
    await expect.poll(async () => (await areas(page)).length).toBe(1);
    const [, , width = 0, height = 0] = (await areas(page))[0]?.area?.rectangle ?? [];
    expect(width / height).toBeCloseTo(160 / 90, 0);
  });
});
