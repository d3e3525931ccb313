import type { Locator, Page } from '@playwright/test';
import { expect, test } from './glossator.ts';

interface Library {
  courses: { id: string }[];
  sources: { id: string; title: string }[];
}

/** Drags the grip of a line, a text or a topic; `below`: onto the lower edge of the target. */
async function drag(page: Page, from: Locator, to: Locator, share: number) {
  await from.hover();
  const grip = await from.locator('.grip').first().boundingBox();
  if (!grip) throw new Error('there is no grip');
  await page.mouse.move(grip.x + grip.width / 2, grip.y + grip.height / 2);
  await page.mouse.down();
  const target = await to.boundingBox();
  if (!target) throw new Error('there is no target');
  const y = target.y + target.height * share;
  await page.mouse.move(target.x + 60, y - 2, { steps: 4 });
  await page.mouse.move(target.x + 60, y, { steps: 2 });
  await page.mouse.up();
}

test.beforeEach(async ({ page, server }) => {
  await page.goto(server.address);
  await expect(page.getByRole('heading', { level: 1 })).toBeVisible();
});

test('a line is dragged to another place of its part, and back by its button', async ({ page }) => {
  const { sources } = (await (await page.request.get('/api/library')).json()) as Library;
  const penhale = sources.find(({ title }) => title === 'Commonwealth v. Penhale');
  await page.goto(`/notes/brief/${penhale?.id ?? ''}`);
  const lines = page.locator('[data-section="section:Facts"] .line');
  const first = await lines.first().innerText();
  await drag(page, lines.first(), lines.nth(2), 0.9);
  await expect(lines.nth(2)).toContainText(first.slice(0, 30));
  await lines.nth(2).hover();
  await lines.nth(2).getByRole('button', { name: 'back in place' }).click();
  await expect(lines.first()).toContainText(first.slice(0, 30));
});

test('topics and lines are dragged onto topics', async ({ page }) => {
  const { courses } = (await (await page.request.get('/api/library')).json()) as Library;
  await page.goto(`/notes/outline/${courses[0]?.id ?? ''}`);
  const topic = (name: string) =>
    page.locator('div.topic', { has: page.getByText(name, { exact: true }) });
  const provocation = topic('Provocation');
  await expect(provocation).toContainText('1.');
  await drag(page, topic('Imperfect self-defense'), provocation, 0.2);
  await expect(provocation).toContainText('2.');
  await page.getByRole('button', { name: /^Undo/ }).first().click();
  await expect(provocation).toContainText('1.');

  const tray = page.getByRole('complementary', { name: 'Without topic' });
  const waiting = tray.locator('.line');
  const count = await waiting.count();
  await waiting.first().scrollIntoViewIfNeeded();
  const last = page.locator('div.topic').last();
  await drag(page, waiting.first(), last, 0.7);
  await expect(page.getByText(/The mark stands under .* now/)).toBeVisible();
  await expect(waiting).toHaveCount(count - 1);
});
