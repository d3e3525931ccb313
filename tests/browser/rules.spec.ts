import { type Page } from '@playwright/test';
import { expect, expectAccessible, test } from './glossator.ts';

interface Library {
  sources: { id: string; title: string; course: string; marks: number }[];
}

/** Opens a book of the sample course; gives its id and course. */
async function openBook(page: Page, address: string, title: string) {
  await page.goto(address);
  await expect(page.getByRole('heading', { level: 1, name: 'Criminal Law' })).toBeVisible();
  const { sources } = (await (await page.request.get('/api/library')).json()) as Library;
  const found = sources.find((source) => source.title.includes(title));
  if (!found) throw new Error(`There is no ${title} in the sample course.`);
  return found;
}

const bar = (page: Page) => page.getByRole('region', { name: 'Proposals' });

/** Adds a rule on the page of rules, by keyboard, and switches it on. */
async function addRule(page: Page, words: string): Promise<void> {
  await page.getByRole('button', { name: 'Add a rule…' }).press('Enter');
  const dialog = page.getByRole('dialog', { name: 'Add a rule' });
  await dialog.getByRole('textbox', { name: 'Words or pattern' }).focus();
  await page.keyboard.type(words);
  await expect(dialog.getByRole('status')).toContainText(/place/);
  await expectAccessible(page);
  await page.keyboard.press('Enter');
  await expect(dialog).toBeHidden();
}

for (const colorScheme of ['light', 'dark'] as const) {
  test(`a rule proposes, and proposals are decided by keyboard, ${colorScheme}`, async ({
    page,
    server,
  }) => {
    test.slow();
    await page.emulateMedia({ colorScheme });
    const book = await openBook(page, server.address, 'Penhale');
    await page.goto(`/rules/${book.course}`);
    await expect(page.getByText('There is no rule yet.')).toBeVisible();
    await expectAccessible(page);
    await addRule(page, 'court');
    const toggle = page.getByRole('switch', { name: /^Propose .*for “court”/ });
    await expect(toggle).not.toBeChecked();
    await toggle.press('Space');
    await expect(toggle).toBeChecked();
    await page.getByRole('button', { name: 'Show what it finds' }).press('Enter');
    await expect(page.getByRole('button', { name: /^Accept: / }).first()).toBeVisible();
    await expectAccessible(page);
    await page.screenshot({ path: `results/rules-${colorScheme}.png` });

    await page.goto(`/read/${book.id}`);
    const line = page.getByRole('button', { name: /^\d+ proposals?$/ });
    await expect(line).toBeVisible();
    const before = Number.parseInt((await line.textContent()) ?? '', 10);
    expect(before).toBeGreaterThan(3);
    await page.keyboard.press('r');
    await expect(bar(page)).toBeVisible();
    await expect(bar(page).getByRole('button', { name: 'Accept a', exact: true })).toBeFocused();
    await expectAccessible(page);
    await page.screenshot({ path: `results/proposals-${colorScheme}.png` });
    await page.keyboard.press('a');
    await expect(page.getByRole('button', { name: `${before - 1} proposals` })).toBeVisible();
    await page.keyboard.press('j');
    await page.keyboard.press('x');
    await expect(page.getByRole('button', { name: `${before - 2} proposals` })).toBeVisible();
    await page.keyboard.press('Escape');
    await expect(bar(page)).toBeHidden();
    await page.reload();
    await expect(page.getByRole('button', { name: `${before - 2} proposals` })).toBeVisible();
    await page.keyboard.press('u');
    await expect(page.getByRole('button', { name: `${before - 1} proposals` })).toBeVisible();
    await page.keyboard.press('u');
    await expect(page.getByRole('button', { name: `${before} proposals` })).toBeVisible();
  });
}

test('all proposals are accepted as one step', async ({ page, server }) => {
  const book = await openBook(page, server.address, 'Penhale');
  await page.goto(`/rules/${book.course}`);
  await addRule(page, 'malice aforethought');
  await page.getByRole('switch').press('Space');
  await page.getByRole('button', { name: 'Show what it finds' }).press('Enter');
  await page
    .getByRole('button', { name: /^Accept all \d+$/ })
    .first()
    .press('Enter');
  await expect(page.getByText(/^Accepted .*proposal/).first()).toBeAttached();
  await expect(page.getByText('Nothing in the sources of this course')).toBeVisible();
  await page.getByRole('button', { name: /^Undo/ }).press('Enter');
  await page.goto(`/read/${book.id}`);
  await expect(page.getByRole('button', { name: /^\d+ proposals?$/ })).toBeVisible();
});

test('a pattern that cannot be used is told beside the field', async ({
  page,
  server,
  complaints,
}) => {
  const book = await openBook(page, server.address, 'Penhale');
  await page.goto(`/rules/${book.course}`);
  await page.getByRole('button', { name: 'Add a rule…' }).press('Enter');
  const dialog = page.getByRole('dialog', { name: 'Add a rule' });
  await dialog.getByRole('checkbox', { name: 'Regular expression' }).press('Space');
  await dialog.getByRole('textbox', { name: 'Words or pattern' }).focus();
  await page.keyboard.type('(mal');
  await expect(dialog.getByText('is not a pattern that can be looked for')).toBeVisible();
  await expect(dialog.getByRole('button', { name: 'Add the rule' })).toBeDisabled();
  // The browser itself remarks on the refusal.
  complaints.length = 0;
});

test('R makes a rule of what is selected', async ({ page, server }) => {
  const book = await openBook(page, server.address, 'Penhale');
  await page.goto(`/read/${book.id}`);
  await expect(page.getByRole('article')).toContainText('court');
  await page.keyboard.press('n');
  await page.keyboard.press('R');
  const dialog = page.getByRole('dialog', { name: 'Add a rule' });
  await expect(dialog.getByRole('textbox', { name: 'Words or pattern' })).not.toHaveValue('');
  await page.keyboard.press('Escape');
  await expect(dialog).toBeHidden();
});

test('at 390 px rules and proposals fit the window', async ({ page, server }) => {
  test.slow();
  await page.setViewportSize({ width: 390, height: 760 });
  const book = await openBook(page, server.address, 'Penhale');
  await page.goto(`/rules/${book.course}`);
  await addRule(page, 'court');
  await page.getByRole('switch').press('Space');
  await page.getByRole('button', { name: 'Show what it finds' }).press('Enter');
  await expect(page.getByRole('button', { name: /^Accept: / }).first()).toBeVisible();
  await page.screenshot({ path: 'results/rules-narrow.png' });
  const widthOf = () => page.evaluate(() => document.documentElement.scrollWidth);
  expect(await widthOf()).toBeLessThanOrEqual(390);
  await page.goto(`/read/${book.id}`);
  await expect(page.getByRole('article')).toContainText('court');
  await expect(async () => {
    await page.keyboard.press('r');
    await expect(bar(page)).toBeVisible({ timeout: 500 });
  }).toPass();
  await expectAccessible(page);
  await page.screenshot({ path: 'results/proposals-narrow.png' });
  expect(await widthOf()).toBeLessThanOrEqual(390);
});
