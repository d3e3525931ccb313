// Reading and marking: by mouse, by keyboard alone, over reloads and with the program away.

import { type Page } from '@playwright/test';
import { expect, expectAccessible, test } from './glossator.ts';

interface Source {
  id: string;
  title: string;
}
interface Mark {
  id: string;
  pen: string;
  created: string;
  start: number;
  end: number;
  own_words?: string;
  topics?: string[];
}

/** The open book: what a reader does and sees. */
class Reader {
  readonly page: Page;
  source = '';

  constructor(page: Page) {
    this.page = page;
  }

  async open(title: string): Promise<void> {
    const { sources } = (await this.#get('/api/library')) as { sources: Source[] };
    this.source = sources.find((each) => each.title.startsWith(title))?.id ?? '';
    await this.page.goto(`/read/${this.source}?at=0`);
    await this.ready();
  }

  async ready(): Promise<void> {
    await expect(this.text.locator('p').first()).toBeVisible();
    await expect(this.page.getByRole('complementary', { name: 'Marks' })).toBeAttached();
  }

  get text() {
    return this.page.getByRole('article');
  }

  /** The entry of the current mark in the margin. */
  get current() {
    return this.page.locator('aside li[aria-current]');
  }

  async press(...keys: string[]): Promise<void> {
    for (const key of keys) await this.page.keyboard.press(key);
  }

  /** What the server has. */
  async marks(): Promise<Mark[]> {
    const view = await this.#get(`/api/sources/${this.source}/annotations`);
    return (view as { annotations: Mark[] }).annotations;
  }

  async expectStored(count: number): Promise<void> {
    await expect.poll(async () => (await this.marks()).length).toBe(count);
  }

  selected(): Promise<string> {
    return this.page.evaluate(() => String(document.getSelection()));
  }

  /** Waits until the sentence cursor has moved. */
  async nextSentence(): Promise<string> {
    const before = await this.selected();
    await this.press('n');
    await expect.poll(() => this.selected()).not.toBe(before);
    return this.selected();
  }

  async #get(path: string): Promise<unknown> {
    return (await this.page.request.get(path)).json();
  }
}

const OPINION = 'Commonwealth';

let reader: Reader;
let before: number;

test.beforeEach(async ({ page, server }) => {
  await page.goto(server.address);
  await expect(page.getByRole('heading', { level: 1 })).toBeVisible();
  reader = new Reader(page);
  await reader.open(OPINION);
  before = (await reader.marks()).length;
});

test('a passage selected by mouse is marked by a digit', async ({ page }) => {
  const box = await reader.text.locator('p.paragraph').first().boundingBox();
  if (!box) throw new Error('The first paragraph is not on the screen.');
  await page.mouse.move(box.x + 4, box.y + 12);
  await page.mouse.down();
  await page.mouse.move(box.x + 240, box.y + 12, { steps: 4 });
  await page.mouse.up();
  const words = (await reader.selected()).trim();
  expect(words.length).toBeGreaterThan(5);
  await reader.press('3');
  await expect(reader.current).toContainText(words.slice(0, 20));
  await reader.expectStored(before + 1);
});

test('a pen taken in the hand marks what is selected next', async ({ page }) => {
  await reader.press('Escape', '2');
  await expect(page.getByText(/^Marking with/)).toBeVisible();
  const words = await page.evaluate(() => {
    const node = document.querySelector('article p.paragraph')?.firstChild;
    if (!node) return '';
    document.getSelection()?.setBaseAndExtent(node, 0, node, 20);
    return String(document.getSelection());
  });
  await reader.text.dispatchEvent('pointerup');
  await expect(reader.current).toContainText(words.trim());
  await reader.expectStored(before + 1);
  await reader.press('Escape');
  await expect(page.getByText(/^Marking with/)).toBeHidden();
});

test('a sentence is marked, said in own words and put under a topic by keys alone', async ({
  page,
}) => {
  await reader.nextSentence();
  await reader.press('1', 'e');
  await expect(page.getByRole('textbox', { name: 'Own words' })).toBeFocused();
  await page.keyboard.type('What happened, in short.');
  await reader.press('Control+Enter', 't');
  await expect(page.getByRole('combobox')).toBeFocused();
  await page.keyboard.type('Homicide > Newly made');
  await reader.press('Enter', 'Escape');
  await expect(reader.current.getByText('Homicide > Newly made')).toBeVisible();
  const isStored = async () =>
    (await reader.marks()).some(
      ({ own_words, topics }) => own_words === 'What happened, in short.' && topics?.length === 1,
    );
  await expect.poll(isStored).toBe(true);

  await page.reload();
  await reader.ready();
  await expect(page.getByText('What happened, in short.')).toBeVisible();
});

test('with the program gone marks are kept, shown, and saved when it is back', async ({
  page,
  server,
  complaints,
}) => {
  await reader.nextSentence();
  await server.stop('SIGKILL');
  await reader.press('1', '2');
  await expect(
    page.getByText('2 changes not saved yet: the program is not running').first(),
  ).toBeVisible();
  await expect(reader.current).toBeVisible();
  await server.start();
  await page.goto(server.address);
  await expect(page.getByText('Saved').first()).toBeVisible();
  await reader.expectStored(before + 1);
  complaints.length = 0; // The browser says itself that the program could not be reached.
});

test('undo and redo take back and give back a mark and its words', async ({ page }) => {
  await reader.nextSentence();
  await reader.press('1');
  await reader.expectStored(before + 1);
  await reader.press('u');
  await reader.expectStored(before);
  await expect(reader.current).toHaveCount(0);
  await reader.press('U');
  await reader.expectStored(before + 1);
  await reader.press('Control+z');
  await reader.expectStored(before);
  await expect(page.getByText('Saved').first()).toBeVisible();
});

test('overlapping marks are all in the margin; a click takes them up one after another', async ({
  page,
}) => {
  await reader.nextSentence();
  const sentence = await reader.nextSentence();
  await reader.press('1', 'p');
  await expect.poll(() => reader.selected()).not.toBe('');
  expect(await reader.nextSentence()).toBe(sentence);
  await reader.press('4');
  await reader.expectStored(before + 2);
  const entries = page.locator('aside li').filter({ hasText: sentence.slice(0, 30) });
  await expect(entries).toHaveCount(2);
  const first = await reader.current.textContent();
  const at = await page.evaluate(() => {
    const handle = document.querySelector('.handle.start')?.getBoundingClientRect();
    return { x: (handle?.right ?? 0) + 8, y: (handle?.top ?? 0) + 8 };
  });
  await page.mouse.click(at.x, at.y);
  await expect(reader.current).not.toHaveText(first ?? '');
});

test('the end and the start of a mark move by words', async () => {
  await reader.nextSentence();
  await reader.press('1');
  await reader.expectStored(before + 1);
  const stored = await latest();
  await reader.press('<', '<');
  await expect.poll(async () => (await find(stored.id)).end).toBeLessThan(stored.end);
  await reader.press('Alt+>');
  await expect.poll(async () => (await find(stored.id)).start).toBeGreaterThan(stored.start);
});

test('a handle dragged moves the end of a mark in one step', async ({ page }) => {
  await reader.nextSentence();
  await reader.press('1');
  await reader.expectStored(before + 1);
  const stored = await latest();
  const handle = await page.locator('.handle.end').boundingBox();
  if (!handle) throw new Error('The current mark has no handle.');
  await page.mouse.move(handle.x + handle.width / 2, handle.y + handle.height / 2);
  await page.mouse.down();
  await page.mouse.move(handle.x - 180, handle.y + handle.height / 2, { steps: 5 });
  await page.mouse.up();
  await expect.poll(async () => (await find(stored.id)).end).toBeLessThan(stored.end);
  await reader.press('u');
  await expect.poll(async () => (await find(stored.id)).end).toBe(stored.end);
});

test('another pen is given to the current mark by its key, and Delete erases it', async () => {
  await reader.nextSentence();
  await reader.press('1');
  await reader.expectStored(before + 1);
  const stored = await latest();
  await reader.press('2');
  await expect.poll(async () => (await find(stored.id)).pen).not.toBe(stored.pen);
  await reader.press('Delete');
  await reader.expectStored(before);
});

test('reading goes on where it was left', async ({ page }) => {
  await reader.press('End');
  await expect.poll(() => page.evaluate(() => window.scrollY)).toBeGreaterThan(2000);
  await page.evaluate(() => window.scrollTo(0, 2000));
  await page.waitForTimeout(500); // the place is looked for five times a second
  const shown = await topWords(page);
  await page.goto('/');
  await expect(page.getByRole('heading', { level: 1 })).toBeVisible();
  await page.goto(`/read/${reader.source}`);
  await reader.ready();
  await expect.poll(() => topWords(page)).toBe(shown);
});

test('a refused change is said and taken off the screen', async ({ page, complaints }) => {
  await page.route('**/api/operations', (route) =>
    route.fulfill({ status: 409, json: { kind: 'conflict', message: 'The pen has gone.' } }),
  );
  await reader.nextSentence();
  await reader.press('1');
  await expect(page.getByText('The pen has gone.')).toBeVisible();
  await expect(reader.current).toHaveCount(0);
  complaints.length = 0; // The browser reports the answer 409.
});

test('single keys can be switched off; then they work with Alt', async ({ page }) => {
  await reader.press('?');
  await page.getByLabel('Single keys are commands').uncheck();
  await reader.press('Escape');
  await reader.press('n');
  expect(await reader.selected()).toBe('');
  await reader.press('Alt+n');
  await expect.poll(() => reader.selected()).not.toBe('');
});

test('a page is gone to by its number', async ({ page }) => {
  const view = await page.request.get(`/api/sources/${reader.source}`);
  const { pinpoints } = (await view.json()) as { pinpoints: [string, string, string, number][] };
  const [, , label] = pinpoints.filter(([scheme]) => scheme === 'printed-page').at(-1) ?? [];
  await reader.press('g');
  await page
    .getByRole('dialog')
    .getByRole('textbox')
    .fill(label ?? '');
  await reader.press('Enter');
  await expect.poll(() => page.evaluate(() => window.scrollY)).toBeGreaterThan(2000);
});

for (const colorScheme of ['light', 'dark'] as const) {
  test(`axe finds no fault while a mark is being written, ${colorScheme}`, async ({ page }) => {
    await page.emulateMedia({ colorScheme });
    await reader.nextSentence();
    await reader.press('1', 't');
    await expect(page.getByRole('combobox')).toBeFocused();
    await expectAccessible(page);
    await reader.press('Escape', '?');
    await expect(page.getByRole('dialog')).toBeVisible();
    await expectAccessible(page);
  });
}

test('on a narrow screen the pens and the words of a mark are within reach', async ({ page }) => {
  await page.setViewportSize({ width: 390, height: 800 });
  await reader.nextSentence();
  const pens = page.getByRole('toolbar', { name: 'Pens' });
  await expect(pens).toBeVisible();
  const box = await pens.getByRole('button').first().boundingBox();
  expect(Math.min(box?.width ?? 0, box?.height ?? 0)).toBeGreaterThanOrEqual(44);
  await pens.getByRole('button').first().click();
  await expect(page.getByRole('textbox', { name: 'Own words' })).toBeVisible();
  await reader.expectStored(before + 1);
});

/** The words at the top of the window, below its head. */
function topWords(page: Page): Promise<string> {
  return page.evaluate(() => {
    const blocks = [...document.querySelectorAll('article p')];
    const first = blocks.find((block) => block.getBoundingClientRect().bottom > 80);
    return first?.textContent.slice(0, 40) ?? '';
  });
}

/** The mark that was made last. */
async function latest(): Promise<Mark> {
  const marks = await reader.marks();
  const [last] = marks.sort((one, other) => (one.created < other.created ? 1 : -1));
  if (!last) throw new Error('There are no marks.');
  return last;
}

async function find(id: string): Promise<Mark> {
  const found = (await reader.marks()).find((mark) => mark.id === id);
  if (!found) throw new Error(`The mark ${id} is gone.`);
  return found;
}
