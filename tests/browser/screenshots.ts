// Takes the pictures of the manual from the sample library: script/make-screenshots runs this.

import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { type Browser, chromium, type Page } from '@playwright/test';
import { glossator, Server } from './glossator.ts';
import config from './playwright.config.ts';

const IMAGES = fileURLToPath(new URL('../../docs/images/', import.meta.url));
const WIDE = { width: 1360, height: 850 };
const PHONE = { width: 390, height: 760 };

interface Library {
  sources: { id: string; title: string }[];
  courses: { id: string; pen_system: string }[];
}
interface Annotations {
  annotations: { id: string; start: number; pen: string }[];
}
interface Picture {
  name: string;
  path: string;
  look?: 'light' | 'dark';
  viewport?: typeof WIDE;
}

async function pictures(page: Page): Promise<Picture[]> {
  const get = async (path: string): Promise<unknown> => (await page.request.get(path)).json();
  const { sources, courses } = (await get('/api/library')) as Library;
  const source = sources.find(({ title }) => title.startsWith('Commonwealth'));
  const [course] = courses;
  if (!source || !course) throw new Error('The sample library is not what it was.');
  const found = (await get(`/api/sources/${source.id}/annotations`)) as Annotations;
  const rule = found.annotations.find(({ pen }) => pen === 'rule');
  const reader = `/read/${source.id}?at=${String(rule?.start ?? 0)}&mark=${rule?.id ?? ''}`;
  const outline = `/notes/outline/${course.id}`;
  return [
    { name: 'library', path: '/' },
    { name: 'reader', path: reader },
    { name: 'reader-dark', path: reader, look: 'dark' },
    { name: 'brief', path: `/notes/brief/${source.id}` },
    { name: 'outline', path: outline },
    { name: 'pens', path: `/pens/${course.pen_system}` },
    { name: 'reader-phone', path: reader, viewport: PHONE },
  ];
}

async function take(browser: Browser, server: Server, picture: Picture): Promise<void> {
  const context = await browser.newContext({
    viewport: picture.viewport ?? WIDE,
    hasTouch: picture.viewport === PHONE,
    isMobile: picture.viewport === PHONE,
    colorScheme: picture.look ?? 'light',
    baseURL: new URL(server.address).origin,
    reducedMotion: 'reduce',
  });
  const page = await context.newPage();
  await server.stop();
  await server.start(); // for a fresh way in
  await page.goto(server.address);
  await page.getByRole('heading', { level: 1 }).waitFor();
  await page.goto(picture.path);
  await page.getByRole('heading', { level: 1 }).waitFor();
  await page.waitForTimeout(1500); // fonts, marks and the margin settle
  await page.screenshot({ path: join(IMAGES, `${picture.name}.png`) });
  await context.close();
}

const folder = await mkdtemp(join(tmpdir(), 'glossator-pictures-'));
await glossator('sample', '--library', folder);
const server = new Server(folder);
const browser = await chromium.launch(config.use?.launchOptions ?? {});
await server.start();
const page = await browser.newPage({ baseURL: new URL(server.address).origin });
await page.goto(server.address);
await page.getByRole('heading', { level: 1 }).waitFor();
for (const picture of await pictures(page)) await take(browser, server, picture);
await browser.close();
await server.stop();
await rm(folder, { recursive: true });
