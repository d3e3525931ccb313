// A phone in the same house: paired by the code, reads and marks by touch, is shut out again.

import { cp, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type Page } from '@playwright/test';
import { expect, expectAccessible, freePort, Server, test } from './glossator.ts';

test.describe('with a program that listens for devices', () => {
  test.use({
    server: async ({ sample }, use) => {
      const library = await mkdtemp(join(tmpdir(), 'glossator-devices-'));
      await cp(sample, library, { recursive: true });
      const server = new Server(library, ['--listen', `127.0.0.1:${await freePort()}`]);
      await server.start();
      await use(server);
      await server.stop();
      await rm(library, { recursive: true });
    },
  });

  const openDevices = async (page: Page) => {
    await page.getByRole('button', { name: 'Devices…' }).click();
    return page.getByRole('dialog', { name: 'Other devices' });
  };

  test('a phone is paired, marks by touch, and is shut out', async ({ page, server, browser }) => {
    await page.goto(server.address);
    const dialog = await openDevices(page);
    const address = (await dialog.locator('.address').first().textContent()) ?? '';
    const code = (await dialog.locator('.code').textContent()) ?? '';
    expect(server.said).toContain(code.replace(' ', ''));
    await expectAccessible(page);

    const phone = await browser.newContext({
      ignoreHTTPSErrors: true,
      hasTouch: true,
      isMobile: true,
      viewport: { width: 390, height: 844 },
    });
    const there = await phone.newPage();
    await there.goto(address);
    await expect(there.getByRole('heading', { name: 'Pair this device' })).toBeVisible();
    await expectAccessible(there);
    await there.getByLabel('Code').fill('00000000');
    await there.getByRole('button', { name: 'Pair' }).tap();
    await expect(there.getByText('This is not the code.')).toBeVisible();
    await there.getByLabel('Code').fill(code);
    await there.getByRole('button', { name: 'Pair' }).tap();
    await expect(there.getByRole('heading', { name: 'Criminal Law' })).toBeVisible();
    await expect(there.getByRole('button', { name: 'Devices…' })).toHaveCount(0);
    await expect(dialog.getByText('Phone')).toBeVisible();

    await there
      .getByRole('rowgroup')
      .getByRole('link', { name: /Penhale/ })
      .tap();
    const paragraph = there.getByRole('article').locator('p').nth(3);
    await paragraph.evaluate((element) => {
      const range = document.createRange();
      range.selectNodeContents(element);
      getSelection()?.removeAllRanges();
      getSelection()?.addRange(range);
    });
    await there.getByRole('toolbar').getByRole('button', { name: /Rule/ }).tap();
    await expect(there.getByText('Saved').first()).toBeVisible();
    await page.keyboard.press('Escape');
    await expect(page.getByRole('button', { name: /^Undo: Marked .* as Rule$/ })).toBeVisible();

    await openDevices(page);
    await dialog.getByRole('button', { name: 'Shut Phone out' }).click();
    await expect(dialog.getByText('No device is paired yet.')).toBeVisible();
    await there.reload();
    await expect(there.getByRole('heading', { name: 'Pair this device' })).toBeVisible();
    await phone.close();
  });
});

test('where the program does not listen the page says how it would', async ({ page, server }) => {
  await page.goto(server.address);
  await page.getByRole('button', { name: 'Devices…' }).click();
  await expect(page.getByText('glossator serve --listen 0.0.0.0')).toBeVisible();
  await expectAccessible(page);
});
