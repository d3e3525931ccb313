import { appendFile } from 'node:fs/promises';
import { join } from 'node:path';
import { type Page } from '@playwright/test';
import { expect, expectAccessible, test } from './glossator.ts';

const names = (page: Page) => page.locator('[data-pen] .name');
const state = (page: Page) => page.getByRole('main').getByRole('status');

test.beforeEach(async ({ page, server }) => {
  await page.goto(server.address);
  await page.getByRole('link', { name: 'Pens' }).click();
  await expect(names(page).first()).toHaveText('Facts');
});

test('a renamed pen has its new name in the notes at once', async ({ page }) => {
  await page.getByLabel('Name', { exact: true }).fill('What happened');
  await expect(state(page)).toHaveText('Saved');
  await page.getByRole('link', { name: 'Notes' }).click();
  await expect(page.getByRole('list', { name: 'Pens in these notes' })).toContainText(
    'What happened',
  );
});

test('a change made just before the page is left is saved', async ({ page }) => {
  await page.getByLabel('Name', { exact: true }).fill('The story');
  await page.getByRole('link', { name: 'Library' }).click();
  await page.getByRole('link', { name: 'Pens' }).click();
  await expect(names(page).first()).toHaveText('The story');
  await page.reload();
  await expect(names(page).first()).toHaveText('The story');
});

test('a letter that another pen has is told in words and not saved', async ({ page }) => {
  await page.getByLabel('Letter in the margin').fill('R');
  await expect(page.getByText('Rule has this letter.')).toBeVisible();
  await expect(state(page)).toHaveText('Not saved: mend what is marked.');
  await expectAccessible(page);
});

test('pens change places by keys and stay there', async ({ page }) => {
  await page.keyboard.press('j');
  await page.keyboard.press('Alt+ArrowDown');
  await expect(names(page).nth(1)).toHaveText('Facts');
  await expect(state(page)).toHaveText('Saved');
  await page.reload();
  await expect(names(page).nth(1)).toHaveText('Facts');
});

test('a pen is dragged to another place', async ({ page }) => {
  const rule = page.locator('[data-pen]').filter({ hasText: 'Rule' });
  await rule.dragTo(page.locator('[data-pen]').first());
  await expect(names(page).first()).toHaveText('Rule');
});

test('a pen is added, retired and brought back', async ({ page }) => {
  await page.keyboard.press('a');
  await page.getByLabel('Name', { exact: true }).fill('Burden of proof');
  await expect(state(page)).toHaveText('Saved');
  await page.getByRole('button', { name: 'Retire' }).click();
  const retired = page.getByRole('list', { name: 'Retired' });
  await expect(retired).toContainText('Burden of proof');
  await page.getByRole('button', { name: 'Bring back' }).click();
  await expect(retired).toHaveCount(0);
});

test('colour and stroke are chosen by keys, with the contrast in words', async ({ page }) => {
  await page.getByRole('radio', { name: 'Wavy' }).check();
  await page.getByRole('radio', { name: 'Yellow' }).check();
  const light = page.getByRole('row', { name: /^Light/ });
  await expect(light.getByRole('cell').first()).toHaveText(/^3\.\d : 1$/);
  await expect(state(page)).toHaveText('Saved');
});

test('where the system forces its colours the pens keep theirs', async ({ page }) => {
  await page.emulateMedia({ forcedColors: 'active' });
  const green = page.locator('label').filter({ has: page.getByRole('radio', { name: 'Green' }) });
  await expect(green).toHaveCSS('background-color', 'rgb(0, 158, 115)');
  await page.getByRole('radio', { name: 'Wavy' }).check();
  await page.getByRole('textbox', { name: 'Name', exact: true }).focus();
  const wavy = page.locator('label').filter({ has: page.getByRole('radio', { name: 'Wavy' }) });
  await expect(wavy).toHaveCSS('outline-style', 'solid');
});

test('a colour that is too weak somewhere is told in words and mended by one click', async ({
  page,
}) => {
  await page.getByLabel('Another colour').fill('#000000');
  await expect(page.getByRole('row', { name: /^Dark/ })).toContainText('too weak');
  await expect(page.getByText(/On dark paper its line reaches 2\.\d : 1/)).toBeVisible();
  await expectAccessible(page);
  await page.getByRole('button', { name: /^Mend it/ }).click();
  await expect(page.getByText('can be seen well on every paper')).toBeVisible();
  await expect(page.getByLabel('Another colour')).not.toHaveValue('#000000');
});

test('pens stand in groups, here and beside the text', async ({ page }) => {
  const law = page.getByRole('list', { name: 'The law' });
  await expect(law.locator('[data-pen]').first()).toContainText('Rule');
  await page.getByLabel('Group', { exact: true }).fill('Mine');
  await page.getByLabel('Group', { exact: true }).press('Enter');
  const mine = page.getByRole('list', { name: 'Mine' });
  await expect(mine.locator('[data-pen]')).toHaveCount(1);
  // At the edge of a group the keys take a pen into the next one, where it stands.
  await mine.locator('[data-pen]').focus();
  await page.keyboard.press('Alt+ArrowDown');
  await expect(law.locator('[data-pen]').first()).toContainText('Facts');
  await page.getByLabel('Name of the group The law').fill('Law and facts');
  await page.getByLabel('Name of the group The law').press('Enter');
  await expect(page.getByRole('list', { name: 'Law and facts' })).toBeVisible();
  await expect(state(page)).toHaveText('Saved');
  await expectAccessible(page);
  await page.getByRole('link', { name: 'Library' }).click();
  await page
    .getByRole('link', { name: /Penhale/ })
    .first()
    .click();
  await expect(page.getByRole('list', { name: 'Law and facts' })).toContainText('Facts');
});

test('pens that were changed elsewhere are not written over', async ({
  page,
  context,
  complaints,
}) => {
  const other = await context.newPage();
  await other.goto(page.url());
  // What is not sound is not saved, so this page keeps its change while the other one saves.
  await page.getByLabel('Letter in the margin').fill('R');
  await other.getByLabel('Name', { exact: true }).fill('From elsewhere');
  await expect(state(other)).toHaveText('Saved');
  await expect(page.getByRole('heading', { level: 1 })).toBeVisible();
  await page.getByLabel('Letter in the margin').fill('X');
  await expect(page.getByRole('alert')).toContainText('changed elsewhere');
  expect(complaints.splice(0)).toHaveLength(1); // the refusal, as the browser notes it
  await page.getByRole('button', { name: 'Load the saved pens' }).click();
  await expect(names(page).first()).toHaveText('From elsewhere');
  await other.close();
});

test('an error in the file is named and the pens stay in force', async ({ page, server }) => {
  await appendFile(join(server.library, 'pens', 'criminal-law.toml'), '\n[[pen]\n');
  await server.stop();
  await server.start();
  await page.goto(server.address);
  await page.getByRole('link', { name: 'Pens' }).click();
  await expect(page.getByText(/criminal-law\.toml, line \d+,? was not read/)).toBeVisible();
  await expect(names(page).first()).toHaveText('Facts');
});
