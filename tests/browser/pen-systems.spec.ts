import { readFile, writeFile } from 'node:fs/promises';
import { type Page } from '@playwright/test';
import { expect, expectAccessible, test } from './glossator.ts';

const systems = (page: Page) => page.getByRole('list', { name: 'All pens' }).getByRole('listitem');

test.beforeEach(async ({ page, server }) => {
  await page.goto(server.address);
  await page.getByRole('link', { name: 'Pens' }).click();
});

async function makeCornell(page: Page) {
  await page.getByRole('link', { name: 'All pens' }).click();
  await page.getByRole('button', { name: 'Make pens from a preset…' }).click();
  await page.getByRole('radio', { name: /Cornell/ }).check();
  await page.getByRole('button', { name: 'Make', exact: true }).click();
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('Cornell notes, 6 pens');
}

test('pens are made from a preset, renamed, duplicated and deleted, and undo brings them back', async ({
  page,
}) => {
  await makeCornell(page);
  await page.getByRole('link', { name: 'All pens' }).click();
  await expect(systems(page)).toHaveCount(2);
  await expect(systems(page).nth(1)).toContainText('6 pens · used by no course');
  await expectAccessible(page);

  const more = page.getByRole('button', { name: 'More for Cornell notes, 6 pens' });
  await more.click();
  await page.getByRole('menuitem', { name: 'Rename…' }).click();
  await page.getByLabel('Name of this pen system').fill('Reading');
  await page.getByRole('button', { name: 'Save', exact: true }).click();
  await expect(systems(page).nth(1)).toContainText('Reading');

  await page.getByRole('button', { name: 'More for Reading' }).press('Enter');
  await page.getByRole('menuitem', { name: 'Delete' }).press('Enter');
  await expect(systems(page)).toHaveCount(1);
  await page.getByRole('button', { name: 'Undo', exact: true }).click();
  await expect(systems(page)).toHaveCount(2);

  // Those of a course stay, and it is said why.
  await page.getByRole('button', { name: /More for Case brief/ }).click();
  await page.getByRole('menuitem', { name: 'Delete' }).click();
  await expect(page.getByText(/Criminal Law uses the pens/)).toBeVisible();
  await expect(systems(page)).toHaveCount(2);
});

test('pens are saved as a file and come in again; an error is told with its line', async ({
  page,
  complaints,
}, { outputDir }) => {
  await page.getByRole('button', { name: 'More for these pens' }).click();
  const saving = page.waitForEvent('download');
  await page.getByRole('menuitem', { name: 'Save as a file' }).click();
  const file = await (await saving).path();
  await page.getByRole('link', { name: 'All pens' }).click();
  await page.locator('input[data-pens]').setInputFiles({
    name: 'shared.toml',
    mimeType: 'application/toml',
    buffer: await readFile(file),
  });
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('Case brief, 10 pens (2)');

  const broken = `${outputDir}-broken.toml`;
  await writeFile(broken, '[[pen]]\nname = "Rule"\ncolour = "blue"\n');
  await page.getByRole('link', { name: 'All pens' }).click();
  await page.locator('input[data-pens]').setInputFiles(broken);
  await expect(page.getByText(/-broken\.toml, line 3: .*“blue”/)).toBeVisible();
  expect(complaints.splice(0)).toHaveLength(1); // the refusal, as the browser notes it
});

test('versions say what changed, and an earlier one is put into force again', async ({ page }) => {
  await page.getByLabel('Name', { exact: true }).fill('The story');
  await expect(page.getByRole('main').getByRole('status')).toHaveText('Saved');
  await page.getByRole('button', { name: 'More for these pens' }).click();
  await page.getByRole('menuitem', { name: 'Versions…' }).click();
  await expect(page.getByText('Facts: now called The story')).toBeVisible();
  await expectAccessible(page);
  await page.getByRole('button', { name: 'Restore version 1', exact: true }).click();
  await expect(page.locator('[data-pen] .name').first()).toHaveText('Facts');
});

for (const scheme of ['light', 'dark'] as const) {
  test(`small changes of one sitting are one version that unfolds (${scheme})`, async ({
    page,
  }) => {
    await page.emulateMedia({ colorScheme: scheme });
    await page.setViewportSize({ width: 360, height: 760 });
    const name = page.getByLabel('Name', { exact: true });
    const saved = page.getByRole('button', { name: /^Undo: .*pens/i });
    for (const typed of ['The st', 'The story']) {
      await name.fill(typed);
      await expect(page.getByRole('main').getByRole('status')).toHaveText('Saved');
      await expect(saved).toBeVisible();
    }
    await page.getByRole('button', { name: 'More for these pens' }).click();
    await page.getByRole('menuitem', { name: 'Versions…' }).click();
    const dialog = page.getByRole('dialog');
    await expect(dialog.getByRole('heading', { name: 'Versions 2–3' })).toBeVisible();
    await expect(dialog.getByText('Facts: now called The story')).toBeVisible();
    const steps = dialog.getByRole('group', { name: 'Versions 2–3' });
    await steps.getByText('2 small changes').press('Enter');
    await expect(steps.getByText('Facts: now called The st', { exact: true })).toBeVisible();
    await expectAccessible(page);
    await steps.getByRole('button', { name: 'Restore version 2' }).press('Enter');
    await expect(page.locator('[data-pen] .name').first()).toHaveText('The st');
  });
}

for (const scheme of ['light', 'dark'] as const) {
  test(`a course moves to other pens with its marks, and one undo takes it back (${scheme})`, async ({
    page,
  }) => {
    await page.emulateMedia({ colorScheme: scheme });
    await makeCornell(page);
    await expectAccessible(page);
    await page.getByRole('link', { name: 'Library' }).click();
    await page.getByRole('button', { name: 'More for this course' }).press('Enter');
    await page.getByRole('menuitem', { name: 'Use other pens…' }).press('Enter');
    const rule = page.getByLabel(/^Takes over from Rule/);
    await expect(rule).toHaveValue('idea');
    await rule.selectOption({ label: 'Not placed' });
    await expect(page.getByText(/marks keep their pens.*“Not placed”/)).toBeVisible();
    await rule.selectOption('summary');
    await expectAccessible(page);
    await page.getByRole('button', { name: 'Use these pens' }).click();
    await expect(
      page.getByText(/^Moved Criminal Law to the pens Cornell notes, 6 pens/),
    ).toBeVisible();
    await page.getByRole('link', { name: 'Notes' }).click();
    await expect(page.getByRole('list', { name: 'Pens in these notes' })).toContainText('Summary');
    await page.keyboard.press('Control+z');
    await expect(page.getByRole('list', { name: 'Pens in these notes' })).toContainText('Rule');
  });
}

test('a new course may share the pens of another', async ({ page }) => {
  await page.getByRole('link', { name: 'Library' }).click();
  await page.getByRole('button', { name: 'Add a course…' }).click();
  await page.getByLabel('Name', { exact: true }).fill('Second term');
  await page.getByRole('radio', { name: /together with Criminal Law/ }).check();
  await expectAccessible(page);
  await page.getByRole('button', { name: 'Add', exact: true }).click();
  await page.getByRole('link', { name: 'Pens' }).click();
  await page.getByRole('link', { name: 'All pens' }).click();
  await expect(systems(page)).toHaveCount(1);
  await expect(systems(page).first()).toContainText('used by Criminal Law, Second term');
});

test.describe('on a narrow screen', () => {
  test.use({ viewport: { width: 390, height: 760 } });

  test('nothing is wider than the screen', async ({ page }) => {
    const fits = () => page.evaluate(() => document.documentElement.scrollWidth <= innerWidth);
    expect(await fits()).toBe(true);
    await makeCornell(page);
    await page.getByRole('link', { name: 'All pens' }).click();
    expect(await fits()).toBe(true);
    await page.getByRole('link', { name: 'Library' }).click();
    await page.getByRole('button', { name: 'More for this course' }).click();
    await page.getByRole('menuitem', { name: 'Use other pens…' }).click();
    await expect(page.getByLabel(/^Takes over from Rule/)).toBeVisible();
    expect(await fits()).toBe(true);
  });

  for (const scheme of ['light', 'dark'] as const) {
    test(`a course moves to new pens of a preset, and what it did is in sight (${scheme})`, async ({
      page,
    }) => {
      await page.emulateMedia({ colorScheme: scheme });
      await page.getByRole('link', { name: 'Library' }).click();
      await page.getByRole('button', { name: 'More for this course' }).press('Enter');
      await page.getByRole('menuitem', { name: 'Use other pens…' }).press('Enter');
      await page.getByLabel('Pens to use').selectOption({ label: 'Cornell notes, 6 pens' });
      await page.getByLabel(/^Takes over from Rule/).selectOption({ label: 'Not placed' });
      await expect(page.getByText(/marks keep their pens.*“Not placed”/)).toBeInViewport({
        ratio: 1,
      });
      await expectAccessible(page);
      await page.getByRole('button', { name: 'Use these pens' }).click();
      const said = page.getByText(
        /^Moved Criminal Law to the new pens Cornell notes, 6 pens \(24 marks not placed\)\.$/,
      );
      await expect(said).toBeInViewport({ ratio: 1 });
      await page.getByRole('button', { name: 'Undo', exact: true }).click();
      await page.getByRole('link', { name: 'Pens' }).click();
      await page.getByRole('link', { name: 'All pens' }).click();
      await expect(systems(page)).toHaveCount(1);
      await expect(systems(page).first()).toContainText('used by Criminal Law');
    });
  }
});
