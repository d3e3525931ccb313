import { type Page } from '@playwright/test';
import { expect, expectAccessible, test } from './glossator.ts';

interface Library {
  sources: { id: string; course: string }[];
  courses: { id: string; pen_system: string }[];
}

/** Gives the address of one page of each kind, all about the sample course. */
async function everyKindOfPage(page: Page): Promise<string[]> {
  const reply = await page.request.get('/api/library');
  const { sources, courses } = (await reply.json()) as Library;
  const [source, course] = [sources[0], courses[0]];
  if (!source || !course) throw new Error('The sample library has no source or no course.');
  return [
    '/',
    `/read/${source.id}`,
    `/notes/brief/${source.id}`,
    `/notes/outline/${course.id}`,
    `/pens/${course.pen_system}`,
    '/nowhere',
  ];
}

for (const colorScheme of ['light', 'dark'] as const) {
  test(`axe finds no fault on any page, ${colorScheme}`, async ({ page, server }) => {
    test.slow();
    await page.emulateMedia({ colorScheme });
    await page.goto(server.address);
    await expect(page.getByRole('main')).toBeVisible();
    for (const address of await everyKindOfPage(page)) {
      await test.step(address, async () => {
        await page.goto(address);
        await expect(page.getByRole('heading', { level: 1 })).toBeVisible();
        await expectAccessible(page);
      });
    }
  });
}
