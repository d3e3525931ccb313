import { expect, expectAccessible, test } from './glossator.ts';

interface Library {
  courses: { id: string }[];
}

test.beforeEach(async ({ page, server }) => {
  await page.goto(server.address);
  await expect(page.getByRole('heading', { level: 1 })).toBeVisible();
  const { courses } = (await (await page.request.get('/api/library')).json()) as Library;
  await page.goto(`/notes/matrix/${courses[0]?.id ?? ''}`);
  await expect(page.getByRole('table')).toBeVisible();
});

test('a matrix has its sources down and its parts across, and leads to the places', async ({
  page,
}) => {
  const penhale = page.getByRole('row', { name: /Commonwealth v. Penhale/ });
  await expect(page.getByRole('columnheader', { name: 'Holding' })).toBeVisible();
  await expect(penhale.locator('[data-section$="section:Facts"]')).toContainText('gas fitter');
  await expectAccessible(page);
  await page.keyboard.press('j');
  await expect(page.locator('.line:focus')).toBeVisible();
  await page.keyboard.press('o');
  await page.keyboard.type('Compare with the code.');
  await page.keyboard.press('Escape');
  await expect(page.getByRole('table').getByText('Compare with the code.')).toBeVisible();
  await page.getByRole('link', { name: '215', exact: true }).first().click();
  await expect(page).toHaveURL(/\/read\//);
});

test('its head and its sources stand still, on a phone as well', async ({ page }) => {
  for (const width of [1280, 390]) {
    await page.setViewportSize({ width, height: 700 });
    const frame = page.getByRole('region', { name: 'Matrix' });
    await frame.evaluate((element) => element.scrollTo(300, 300));
    const edge = await frame.boundingBox();
    const head = await page.getByRole('columnheader', { name: 'Source' }).boundingBox();
    expect(Math.abs((head?.y ?? 0) - (edge?.y ?? 99))).toBeLessThan(3);
    expect(Math.abs((head?.x ?? 0) - (edge?.x ?? 99))).toBeLessThan(3);
    await expectAccessible(page);
  }
});
