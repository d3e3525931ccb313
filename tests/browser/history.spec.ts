import { type Page } from '@playwright/test';
import { expect, expectAccessible, test } from './glossator.ts';

const panel = (page: Page) => page.getByRole('dialog', { name: 'History' });
const rows = (page: Page) => panel(page).getByRole('listitem');

async function openJudgment(page: Page, address: string): Promise<void> {
  await page.goto(address);
  await page.getByRole('link', { name: 'Commonwealth v. Penhale' }).first().click();
  await expect(page.getByRole('heading', { level: 1, name: /Penhale/ })).toBeVisible();
  await expect(page.getByText('Penhale managed a lodging house')).toBeVisible();
}

/** Marks the next sentences, each with the first pen. */
async function markSentences(page: Page, count: number): Promise<void> {
  for (let n = 0; n < count; n++) {
    await page.keyboard.press('n');
    await page.keyboard.press('1');
  }
  await expect(
    page
      .getByRole('status')
      .filter({ hasText: /^Saved$/ })
      .first(),
  ).toBeVisible();
}

const countMarks = async (page: Page): Promise<number> => {
  const reply = await page.request.get('/api/library');
  const { sources } = (await reply.json()) as { sources: { marks: number }[] };
  return sources.reduce((sum, { marks }) => sum + marks, 0);
};

for (const [colorScheme, width] of [
  ['light', 1280],
  ['dark', 360],
] as const) {
  test(`the history stands beside the page and axe finds no fault, ${colorScheme}, ${width} px`, async ({
    page,
    server,
  }) => {
    await page.emulateMedia({ colorScheme });
    await page.setViewportSize({ width, height: 800 });
    await openJudgment(page, server.address);
    await markSentences(page, 2);
    await page.keyboard.press('u');
    await page.getByRole('button', { name: /^History/ }).click();
    await expect(panel(page).getByRole('heading', { name: 'Today' })).toBeVisible();
    await expect(rows(page).first()).toContainText('undone just now');
    await expect(rows(page).first().getByRole('button')).toHaveAccessibleName(
      /^Redo up to here: 1 step, Marked “/,
    );
    await expectAccessible(page);
    expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBe(width);
    await page.keyboard.press('Escape');
    await expect(panel(page)).toBeHidden();
    await expect(page.getByRole('button', { name: /^History/ })).toBeFocused();
  });
}

test('by keys alone one goes back, forth, reloads, and goes forth further', async ({
  page,
  server,
}) => {
  await openJudgment(page, server.address);
  const before = await countMarks(page);
  await markSentences(page, 4);
  expect(await countMarks(page)).toBe(before + 4);
  await page.keyboard.press('Shift+H');
  await expect(panel(page).getByRole('heading', { name: 'History' })).toBeFocused();
  await expect(rows(page).nth(3)).toContainText('Marked “');
  for (let n = 0; n < 3; n++) await page.keyboard.press('ArrowDown');
  await page.keyboard.press('Enter');
  await expect(panel(page).getByRole('status')).toHaveText('3 steps were undone.');
  expect(await countMarks(page)).toBe(before + 1);
  await expect(rows(page).nth(2).getByRole('button')).toBeFocused();

  await page.reload();
  await expect(page.getByText('Penhale managed a lodging house')).toBeVisible();
  await page.keyboard.press('Shift+H');
  await expect(rows(page).nth(1)).toContainText('undone');
  await rows(page).nth(1).getByRole('button').focus();
  await page.keyboard.press('Enter');
  await expect(panel(page).getByRole('status')).toHaveText('2 steps were done again.');
  expect(await countMarks(page)).toBe(before + 3);
  await page.keyboard.press('Control+z');
  await expect(rows(page).nth(1)).toContainText('undone');
  expect(await countMarks(page)).toBe(before + 2);
});

test('a long way back is asked about first', async ({ page, server }) => {
  await openJudgment(page, server.address);
  const before = await countMarks(page);
  await markSentences(page, 3);
  await page.keyboard.press('Shift+H');
  const row = rows(page).nth(22);
  await row.getByRole('button').focus();
  await page.keyboard.press('Enter');
  await expect(row.getByRole('button', { name: 'Undo 23 steps' })).toBeFocused();
  await expectAccessible(page);
  await row.getByRole('button', { name: 'Cancel' }).click();
  expect(await countMarks(page)).toBe(before + 3);
  await row.getByRole('button').focus();
  await page.keyboard.press('Enter');
  await page.keyboard.press('Enter');
  await expect(panel(page).getByRole('status')).toHaveText('23 steps were undone.');
});

test('steps are filtered, earlier ones are fetched, and a new one stands on top', async ({
  page,
  server,
}) => {
  await openJudgment(page, server.address);
  await page.getByRole('button', { name: /^History/ }).click();
  const count = await rows(page).count();
  await panel(page).getByRole('button', { name: 'Earlier…' }).click();
  await expect.poll(() => rows(page).count()).toBeGreaterThan(count);
  await panel(page).getByRole('searchbox').fill('as question');
  await expect(rows(page)).toHaveCount(3);
  await panel(page).getByRole('searchbox').fill('nothing of the kind');
  await expect(panel(page).getByText('None of the latest')).toBeVisible();
  await panel(page).getByRole('searchbox').fill('');

  const second = await page.context().newPage();
  await second.goto(page.url());
  await expect(second.getByText('Penhale managed a lodging house')).toBeVisible();
  await markSentences(second, 1);
  await expect(rows(page).first()).toContainText('as Facts');
  await second.close();
});

test('a mark tells who made it, when, and what became of it', async ({ page, server }) => {
  await openJudgment(page, server.address);
  await markSentences(page, 1);
  await page.getByText('History', { exact: true }).click();
  await expect(page.getByText(/^Made \d+ \w+ \d{4}$/)).toBeVisible();
  await expect(page.getByText('Not changed since.')).toBeVisible();
  await page.getByRole('button', { name: /^History:/ }).focus();
  await page.keyboard.press('2');
  const changes = page.locator('details').getByRole('listitem');
  await expect(changes).toHaveCount(2);
  await expect(changes.first()).toContainText('Facts');
  await expect(changes.first()).toContainText('Procedure');
  await expect(changes.last()).toContainText('As it was made');
  await expectAccessible(page);
  await page.keyboard.press('u');
  await expect(changes.first()).toContainText('undone');
});

test('the key of the history stands in the sheet of keys', async ({ page, server }) => {
  await openJudgment(page, server.address);
  await page.keyboard.press('?');
  await expect(page.getByRole('dialog')).toContainText('History: what was done');
});
