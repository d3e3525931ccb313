import { expect, test } from './glossator.ts';

test('the launch token is gone from the address once it is used', async ({ page, server }) => {
  const token = new URL(server.address).hash;
  expect(token).not.toBe('');
  await page.goto(server.address);
  await expect.poll(() => page.url()).not.toContain(token);
});
