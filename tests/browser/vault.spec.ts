import { readdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, expectAccessible, glossator, test } from './glossator.ts';

interface Library {
  courses: { id: string }[];
}

test('what was changed in a folder of notes comes home on the page', async ({
  page,
  server,
}, info) => {
  const folder = info.outputPath('vault');
  await glossator('notes', 'all', '--to', 'vault', '-o', folder, '--library', server.library);
  const [course = ''] = (await readdir(folder)).filter((name) => !name.startsWith('.'));
  const brief = join(folder, course, 'Case brief', 'Commonwealth v. Penhale.md');
  const before = await readFile(brief, 'utf8');
  expect(before).toContain('takes the alarm down');
  await writeFile(brief, before.replace('takes the alarm down', 'takes the alarm off the wall'));

  await page.goto(server.address);
  await expect(page.getByRole('heading', { level: 1 })).toBeVisible();
  const { courses } = (await (await page.request.get('/api/library')).json()) as Library;
  await page.goto(`/notes/outline/${courses[0]?.id ?? ''}`);
  await page.getByRole('button', { name: 'Export' }).click();
  await page.getByRole('menuitem', { name: 'Take a changed folder home…' }).click();
  await page.getByLabel('The folder of notes').setInputFiles(folder);
  await expect(page.getByText('1 change and 0 new texts came home.')).toBeVisible();
  await expectAccessible(page);
  await page.getByRole('button', { name: 'Close' }).click();
  await expect(page.getByText('takes the alarm off the wall').first()).toBeVisible();

  const changed = before.replace('takes the alarm down', 'takes it down');
  await writeFile(brief, changed);
  await page.getByRole('button', { name: 'Export' }).click();
  await page.getByRole('menuitem', { name: 'Take a changed folder home…' }).click();
  await page.getByLabel('The folder of notes').setInputFiles(folder);
  await expect(page.getByText(/1 text was changed here and in the folder/)).toBeVisible();
  await expectAccessible(page);
  await page.getByRole('button', { name: 'Take what the folder says' }).click();
  await expect(page.getByText('1 change and 0 new texts came home.')).toBeVisible();
});
