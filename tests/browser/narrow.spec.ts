import { expect, test } from './glossator.ts';

test.use({ viewport: { width: 390, height: 844 } });

test('at the width of a phone every page begins in view and none scrolls sideways', async ({
  page,
  server,
}) => {
  await page.goto(server.address);
  for (const place of ['Library', 'Notes', 'Outline', 'Pens']) {
    await page.getByRole('link', { name: place, exact: true }).first().click();
    await expect(page.getByRole('heading', { level: 1 })).toBeInViewport();
    const width = () => page.evaluate(() => document.documentElement.scrollWidth);
    await expect.poll(width, place).toBe(390);
  }
});

test('two sources on a phone keep the line at their foot in the window', async ({
  page,
  server,
}) => {
  await page.goto(server.address);
  await expect(page.getByRole('heading', { level: 1 })).toBeVisible();
  const reply = await page.request.get('/api/library');
  const { sources } = (await reply.json()) as { sources: { id: string; title: string }[] };
  const [first, second] = sources;
  await page.goto(`/read/${first?.id ?? ''}?beside=${second?.id ?? ''}`);
  await expect(page.getByRole('article')).toHaveCount(1);
  await expect(page.getByRole('button', { name: 'Find', exact: true })).toBeInViewport({
    ratio: 1,
  });
});

test.describe('by touch', () => {
  test.use({ isMobile: true, hasTouch: true });

  test('a menu stays in the window and leaves the page as wide as it was', async ({
    page,
    server,
  }) => {
    await page.goto(server.address);
    await page.getByRole('button', { name: 'More for this course' }).tap();
    const item = page.getByRole('menuitem', { name: 'Export references (CSL JSON)' });
    await expect(item).toBeInViewport({ ratio: 1 });
    await expect(page.getByRole('menuitem').first()).toBeFocused();
    expect(await page.evaluate(() => window.innerWidth)).toBe(390);
  });
});

test('the library fits the narrowest window', async ({ page, server }) => {
  await page.setViewportSize({ width: 320, height: 700 });
  await page.goto(server.address);
  await expect(page.getByRole('link', { name: 'Commonwealth v. Penhale' }).first()).toBeVisible();
  await expect.poll(() => page.evaluate(() => document.documentElement.scrollWidth)).toBe(320);
});
