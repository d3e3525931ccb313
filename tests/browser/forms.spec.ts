import type { Page } from '@playwright/test';
import { expect, expectAccessible, test } from './glossator.ts';

interface Library {
  courses: { id: string; pen_system: string }[];
  sources: { id: string; title: string }[];
}

async function library(page: Page): Promise<Library> {
  return (await (await page.request.get('/api/library')).json()) as Library;
}

async function savedForms(page: Page): Promise<string[]> {
  const { courses } = await library(page);
  const reply = await page.request.get(`/api/pens/${courses[0]?.pen_system ?? ''}/forms`);
  return ((await reply.json()) as { id: string }[]).map(({ id }) => id);
}

const preview = (page: Page) => page.getByRole('region', { name: 'Preview' });
const part = (page: Page, title: string) =>
  page.getByRole('button', { name: `The part ${title}`, exact: true });
const saved = (page: Page) => page.getByText('Saved', { exact: true }).last();

test.beforeEach(async ({ page, server }) => {
  await page.goto(server.address);
  await expect(page.getByRole('heading', { level: 1 })).toBeVisible();
  const { courses } = await library(page);
  await page.goto(`/forms/${courses[0]?.pen_system ?? ''}`);
  await expect(preview(page).getByRole('article')).toContainText('gas fitter');
});

test('a part is changed by keys, seen at once, and kept', async ({ page }) => {
  await expectAccessible(page);
  await part(page, 'Reasoning').focus();
  await page.keyboard.press('Enter');
  await page.getByRole('textbox', { name: 'Heading', exact: true }).fill('Why');
  await page.getByRole('textbox', { name: 'Words beneath the heading' }).fill('In *steps*.');
  await page.getByRole('combobox', { name: 'Set as' }).selectOption('paragraph');
  await expect(preview(page).getByText('In steps.')).toBeVisible();
  await expect(preview(page).getByRole('heading', { name: 'Why' })).toBeVisible();
  await expectAccessible(page);
  await expect(saved(page)).toBeVisible();
  await page.reload();
  await expect(part(page, 'Why')).toBeVisible();
  const { sources } = await library(page);
  const penhale = sources.find(({ title }) => title === 'Commonwealth v. Penhale');
  await page.goto(`/notes/brief/${penhale?.id ?? ''}`);
  await expect(page.getByRole('article').getByText('In steps.')).toBeVisible();
});

test('parts are moved by keys, and a pen is taken into one', async ({ page }) => {
  await part(page, 'Procedure').press('Alt+ArrowUp');
  await expect(part(page, 'Procedure')).toBeFocused();
  const titles = page.getByRole('list', { name: 'Parts' }).getByRole('button');
  await expect(titles.first()).toHaveText('Procedure');
  await expect(preview(page).getByRole('heading', { level: 2 }).first()).toHaveText('Procedure');
  await part(page, 'Policy').click();
  const question = page.getByRole('checkbox', { name: 'Question' });
  await question.check();
  await part(page, 'Questions').click();
  await question.uncheck();
  await expect(saved(page)).toBeVisible();
  await page.reload();
  await part(page, 'Policy').click();
  await expect(question).toBeChecked();
});

test('a form that ships is added, taken out and put back; all can be undone', async ({ page }) => {
  await page.getByRole('button', { name: 'Add a form…' }).click();
  const dialog = page.getByRole('dialog', { name: 'Add a form' });
  await expect(dialog.getByRole('button', { name: /^IRAC/ })).toBeVisible();
  await expectAccessible(page);
  await dialog.getByRole('button', { name: /^FIRAC/ }).click();
  const list = page.getByRole('list', { name: 'Forms' });
  await expect(list.getByRole('button').last()).toHaveText('FIRAC');
  await expect(preview(page).getByRole('heading', { name: 'Application' })).toBeVisible();
  await expect(saved(page)).toBeVisible();
  await page.getByRole('button', { name: 'Take out the form' }).click();
  await expect(list.getByText('FIRAC')).toBeHidden();
  await expect.poll(() => savedForms(page)).not.toContain('firac');
  await page.getByRole('button', { name: 'Put back' }).click();
  await expect(list.getByRole('button').last()).toHaveText('FIRAC');
  await expect.poll(() => savedForms(page)).toContain('firac');
  await page.getByRole('button', { name: /^Undo/ }).click();
  await expect(list.getByText('FIRAC')).toBeHidden();
});

test('what cannot be kept is said beside the field, and is not saved', async ({ page }) => {
  await part(page, 'Rule').click();
  await page.getByRole('textbox', { name: 'Heading', exact: true }).fill('Facts');
  await expect(page.getByText('Two parts have this heading')).toBeVisible();
  await expect(page.getByText('Mend', { exact: false }).first()).toBeVisible();
  await page.reload();
  await expect(part(page, 'Rule')).toBeVisible();
});

test('it can be used on a phone', async ({ page }) => {
  await page.setViewportSize({ width: 360, height: 740 });
  await expectAccessible(page);
  const width = await page.evaluate(() => document.documentElement.scrollWidth);
  expect(width).toBeLessThanOrEqual(360);
});
