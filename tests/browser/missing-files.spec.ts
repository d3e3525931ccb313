import { mkdtemp, readdir, rename } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, expectAccessible, test } from './glossator.ts';

/** Takes the original that a name ends with out of a library; gives where it went. */
async function loseOriginals(library: string): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), 'glossator-lost-'));
  for (const name of await readdir(join(library, 'originals'))) {
    await rename(join(library, 'originals', name), join(folder, `${name}.bin`));
  }
  return folder;
}

test('missing files are told of, looked for in a folder, and back', async ({
  page,
  server,
  complaints,
}) => {
  const folder = await loseOriginals(server.library);
  await page.goto(server.address);
  const line = page.getByText('3 files are missing');
  await line.click();
  await expect(page.getByText('Text and marks are here all the same')).toBeVisible();
  await expectAccessible(page);
  const field = page.getByLabel('Folder on the computer that holds the library');
  await field.fill(join(folder, 'none'));
  await field.press('Enter');
  await expect(page.getByText(/^There is no folder/)).toBeVisible();
  expect(complaints.splice(0)).toHaveLength(1); // the refusal, as the browser notes it
  await field.fill(folder);
  await page.getByRole('button', { name: 'Look there' }).click();
  await expect(page.getByText(/are back in the library/)).toBeVisible();
  await expect(line).toBeHidden();
});

test('a missing file is given in the dialog of its source; another is refused', async ({
  page,
  server,
  complaints,
}) => {
  const folder = await loseOriginals(server.library);
  await page.goto(server.address);
  const row = page.getByRole('row', { name: /Commonwealth v. Penhale/ });
  await row.getByRole('button', { name: 'Its file is missing' }).click();
  const dialog = page.getByRole('dialog', { name: 'Texts and remarks' });
  await expect(dialog.getByRole('heading', { name: 'Missing file' })).toBeVisible();
  const picker = dialog.locator('[data-missing-file]');
  const choose = dialog.getByRole('button', { name: /^I have it here/ });
  let choosing = page.waitForEvent('filechooser');
  await choose.click();
  await (await choosing).setFiles({ name: 'x.pdf', mimeType: '', buffer: Buffer.from('x') });
  await expect(dialog.getByText('its bytes differ')).toBeVisible();
  for (const name of await readdir(folder)) {
    if ((await picker.count()) === 0) break;
    choosing = page.waitForEvent('filechooser');
    await choose.click();
    await (await choosing).setFiles(join(folder, name));
    await expect(choose.and(page.locator(':disabled'))).toBeHidden();
  }
  complaints.length = 0; // The browser reports the answers 422.
  await expect(dialog.getByRole('heading', { name: 'Missing file' })).toBeHidden();
});
