import { type Page } from '@playwright/test';
import { expect, expectAccessible, test } from './glossator.ts';

interface Library {
  courses: { id: string }[];
  topics: { id: string; name: string }[];
}

const read = async (page: Page) =>
  (await (await page.request.get('/api/library')).json()) as Library;

const head = async (page: Page, name: string) => {
  const topic = (await read(page)).topics.find((each) => each.name === name);
  return page.locator(`.topic[data-stop="${topic?.id ?? ''}"]`);
};

test.beforeEach(async ({ page, server }) => {
  await page.goto(server.address);
  await expect(page.getByRole('heading', { level: 1 })).toBeVisible();
  const { courses } = await read(page);
  await page.goto(`/notes/outline/${courses[0]?.id ?? ''}`);
  await expect(page.getByRole('article').locator('.topic').first()).toBeVisible();
});

test('a topic is merged into another by keys, and undone', async ({ page }) => {
  await (await head(page, 'Causation')).focus();
  await page.keyboard.press('m');
  await expect(page.getByRole('dialog')).toBeVisible();
  await expectAccessible(page);
  await page.keyboard.type('malice');
  await page.keyboard.press('Enter');
  await expect(page.getByRole('dialog')).toHaveCount(0);
  await expect(page.getByRole('article').getByText('Causation', { exact: true })).toHaveCount(0);
  await page.keyboard.press('Control+z');
  await expect(page.getByRole('article').getByText('Causation', { exact: true })).toBeVisible();
});

test('a topic is split: marks that are chosen go to the new one', async ({ page }) => {
  const topic = await head(page, 'Malice aforethought');
  await topic.focus();
  await page.keyboard.press('s');
  const dialog = page.getByRole('dialog');
  await dialog.getByLabel('Name of the new topic').fill('Express malice');
  await dialog.getByRole('checkbox', { name: /Express malice/ }).check();
  await expectAccessible(page);
  await dialog.getByRole('button', { name: 'Split', exact: true }).click();
  await expect(dialog).toHaveCount(0);
  await expect(
    page.getByRole('article').getByRole('textbox', { name: 'Name of the topic' }).filter({
      hasText: 'Express malice',
    }),
  ).toBeVisible();
});

test('topics come from a pasted syllabus and from the contents of a book', async ({ page }) => {
  await page.getByRole('button', { name: 'Topics from elsewhere…' }).click();
  const dialog = page.getByRole('dialog');
  const lines = dialog.getByLabel(/Topics, one a line/);
  await lines.fill('I. Theft\nA. Taking\nB. Intent to keep');
  await expectAccessible(page);
  await dialog.getByRole('button', { name: 'Add these topics' }).click();
  await expect(dialog).toHaveCount(0);
  await expect(page.getByRole('article').getByText('Intent to keep')).toBeVisible();
  await page.getByRole('button', { name: 'Topics from elsewhere…' }).click();
  await dialog
    .getByLabel('From')
    .selectOption({ label: 'Contents of Homicide in Aldersea, ch. 7' });
  await expect(lines).toHaveValue(/\S/);
});
