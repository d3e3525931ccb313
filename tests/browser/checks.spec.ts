import { expect, expectAccessible, test } from './glossator.ts';

interface Library {
  courses: { id: string }[];
  sources: { id: string; title: string }[];
}

test('what is missing from notes is told, and leads to its place', async ({ page, server }) => {
  await page.goto(server.address);
  await expect(page.getByRole('heading', { level: 1 })).toBeVisible();
  const { courses } = (await (await page.request.get('/api/library')).json()) as Library;
  await page.goto(`/notes/outline/${courses[0]?.id ?? ''}`);
  const face = page.getByRole('button', { name: /things to mend/ });
  await face.focus();
  await page.keyboard.press('Enter');
  const empty = page.getByRole('button', { name: 'Nothing is marked for Causation yet.' });
  await expect(empty).toBeVisible();
  await expectAccessible(page);
  await empty.press('Enter');
  await expect(page.locator('[data-stop]:focus')).toContainText('Causation');
  await face.press('Enter');
  await expect(empty).toBeHidden();
});

test('a brief of two pages says what to shorten', async ({ page, server }) => {
  await page.goto(server.address);
  await expect(page.getByRole('heading', { level: 1 })).toBeVisible();
  const { sources } = (await (await page.request.get('/api/library')).json()) as Library;
  const penhale = sources.find(({ title }) => title === 'Commonwealth v. Penhale');
  await page.goto(`/notes/brief/${penhale?.id ?? ''}`);
  await page.getByRole('button', { name: 'Nothing to mend' }).click();
  await expect(page.getByText('This brief takes 2 pages in print')).toBeVisible();
  await page
    .getByRole('button', { name: /A line of .* could be shorter/ })
    .first()
    .click();
  await expect(page.locator('.line:focus')).toBeVisible();
});
