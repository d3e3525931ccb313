import { type Page } from '@playwright/test';
import { expect, expectAccessible, test } from './glossator.ts';

interface Library {
  courses: { id: string }[];
  sources: { id: string; title: string }[];
}

const sheet = (page: Page) => page.getByRole('article');
const facts = (page: Page) => page.locator('[data-section="section:Facts"]');
const field = (page: Page) => page.getByRole('textbox', { name: 'Your own words in these notes' });
/** What stands in a section, line after line: words of marks and of the reader. */
const stops = (page: Page) => facts(page).locator('[data-stop] .said');

test.beforeEach(async ({ page, server }) => {
  await page.goto(server.address);
  await expect(page.getByRole('heading', { level: 1 })).toBeVisible();
  const { sources } = (await (await page.request.get('/api/library')).json()) as Library;
  const penhale = sources.find(({ title }) => title === 'Commonwealth v. Penhale');
  await page.goto(`/notes/brief/${penhale?.id ?? ''}`);
  await expect(stops(page).first()).toBeVisible();
});

async function writeUnder(page: Page, nth: number, words: string) {
  await facts(page).locator('[data-stop]').nth(nth).focus();
  await page.keyboard.press('o');
  await field(page).fill(words);
  await page.keyboard.press('Escape');
  await expect(field(page)).toHaveCount(0);
}

test('a paragraph is written by keys, changed, moved, and undone', async ({ page }) => {
  await writeUnder(page, 0, 'The *fence* was down.');
  await expect(stops(page).nth(1)).toHaveText('The fence was down.');
  await expect(facts(page).locator('[data-stop]').nth(1)).toBeFocused();
  await expect(stops(page).nth(1).locator('em')).toHaveText('fence');
  await page.keyboard.press('e');
  await page.keyboard.type(' Since May.');
  await page.keyboard.press('Control+Enter');
  await expect(stops(page).nth(1)).toHaveText('The fence was down. Since May.');
  const second = await stops(page).nth(2).textContent();
  await page.keyboard.press('Alt+ArrowDown');
  await expect(stops(page).nth(1)).toHaveText(second ?? '');
  await expect(stops(page).nth(2)).toHaveText('The fence was down. Since May.');
  await page.keyboard.press('Control+z');
  await expect(stops(page).nth(1)).toHaveText('The fence was down. Since May.');
  await page.reload();
  await expect(stops(page).nth(1)).toHaveText('The fence was down. Since May.');
  await expectAccessible(page);
});

test('headings, lists and text above all', async ({ page }) => {
  await page.getByRole('button', { name: 'Write above all' }).click();
  await field(page).fill('For Tuesday.');
  await page.keyboard.press('Escape');
  await expect(sheet(page).getByText('For Tuesday.')).toBeVisible();
  await writeUnder(page, 0, '# The night of the storm');
  await expect(facts(page).getByRole('heading', { name: 'The night of the storm' })).toBeVisible();
  await writeUnder(page, 1, '- rain\n- wind');
  await expect(
    facts(page)
      .getByRole('listitem')
      .filter({ hasText: /^rain$/ }),
  ).toBeVisible();
  await expectAccessible(page);
});

test('a link to a mark is found by typing and leads there', async ({ page }) => {
  await facts(page).locator('[data-stop]').first().focus();
  await page.keyboard.press('o');
  await page.keyboard.type('Compare [[mali');
  const options = page.getByRole('listbox', { name: 'Marks to link to' }).getByRole('option');
  await expect(options.first()).toContainText(/malice/i);
  await expectAccessible(page);
  await page.keyboard.press('Enter');
  await expect(field(page)).toHaveValue(/^Compare \[\[.*alice.*\]\]$/i);
  await page.keyboard.press('Escape');
  const link = stops(page).nth(1).getByRole('link');
  await expect(link).toBeVisible();
  await link.click();
  await expect(page).toHaveURL(/\/read\/.*mark=/);
});

test('a line shows its passage in its place without leaving', async ({ page }) => {
  const address = page.url();
  await facts(page).locator('[data-stop]').first().focus();
  await page.keyboard.press('p');
  const peek = facts(page).getByRole('group', { name: 'The passage in its place' });
  await expect(peek.locator('mark')).toContainText('closed the gas valve');
  await expect(peek).toContainText('Penhale');
  await expectAccessible(page);
  await page.keyboard.press('p');
  await expect(peek).toHaveCount(0);
  expect(page.url()).toBe(address);
});

test('a line moves by keys, hides and comes back', async ({ page }) => {
  const [first, second] = await stops(page).allTextContents();
  await facts(page).locator('[data-stop]').first().focus();
  await page.keyboard.press('Alt+ArrowDown');
  await expect(stops(page).nth(0)).toContainText(second?.replace(/^\d+\./, '').trim() ?? '');
  await facts(page).locator('[data-stop]').nth(1).focus();
  await page.keyboard.press('h');
  const hidden = facts(page).getByRole('button', { name: '1 line hidden here' });
  await hidden.click();
  await expectAccessible(page);
  await facts(page).getByRole('button', { name: 'show', exact: true }).click();
  await expect(hidden).toHaveCount(0);
  await expect(stops(page).nth(1)).toContainText(first?.replace(/^\d+\./, '').trim() ?? '');
});

test('a text stays in its place when its mark goes, and says so', async ({ page }) => {
  await writeUnder(page, 0, 'On the first fact.');
  const stop = facts(page).locator('[data-stop]').first();
  const mark = await stop.getAttribute('data-stop');
  const id = crypto.randomUUID();
  await page.evaluate(
    ([operation, annotation]) =>
      fetch('/api/operations', {
        method: 'POST',
        headers: { 'content-type': 'application/json' },
        body: JSON.stringify({
          op: 'delete_annotations',
          id: operation,
          annotations: [annotation],
        }),
      }).then(({ ok }) => ok),
    [id, mark],
  );
  await expect(stops(page).first()).toContainText('On the first fact.');
  await expect(stops(page).first()).toContainText('The mark this stood under is gone.');
});

test('what is being written is not disturbed by marks that come', async ({ page, context }) => {
  await facts(page).locator('[data-stop]').first().focus();
  await page.keyboard.press('o');
  await page.keyboard.type('Half a sent');
  const other = await context.newPage();
  await other.goto(page.url());
  await other.locator('[data-section="section:Facts"] [data-stop]').first().focus();
  await other.keyboard.press('o');
  await other.keyboard.type('From the other window.');
  await other.keyboard.press('Escape');
  await expect(facts(page).getByText('From the other window.')).toBeVisible();
  await page.bringToFront();
  await page.keyboard.type('ence.');
  await expect(field(page)).toHaveValue('Half a sentence.');
  await page.keyboard.press('Escape');
  await expect(facts(other).getByText('Half a sentence.')).toBeVisible();
});
