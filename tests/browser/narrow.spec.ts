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
