// Marks by keyboard alone and by pointer: passages, importance, questions, links, the list of all.

import { type Page } from '@playwright/test';
import { expect, expectAccessible, test } from './glossator.ts';

interface Mark {
  id: string;
  pen: string;
  created: string;
  start: number;
  end: number;
  comment?: string;
  more?: [number, number][];
  importance?: number;
  answered?: boolean;
  topics?: string[];
  links?: { to: string; kind: string }[];
}

/** The open book, as far as marks go. */
class Desk {
  readonly page: Page;
  source = '';
  /** Those that were there before the test. */
  before: ReadonlySet<string> = new Set();

  constructor(page: Page) {
    this.page = page;
  }

  async open(title: string): Promise<void> {
    const reply = await this.page.request.get('/api/library');
    const { sources } = (await reply.json()) as { sources: { id: string; title: string }[] };
    this.source = sources.find((each) => each.title.startsWith(title))?.id ?? '';
    await this.page.goto(`/read/${this.source}?at=0`);
    await expect(this.page.getByRole('article').locator('p').first()).toBeVisible();
    this.before = new Set((await this.marks()).map(({ id }) => id));
  }

  get current() {
    return this.page.locator('aside li[aria-current]');
  }

  get list() {
    return this.page.getByRole('dialog', { name: 'All marks' });
  }

  get rows() {
    return this.list.getByRole('listbox', { name: /^Marks/ }).getByRole('option');
  }

  get said() {
    return this.page.locator('p.unseen[role=status]');
  }

  async press(...keys: string[]): Promise<void> {
    for (const key of keys) await this.page.keyboard.press(key);
  }

  /** Opens the list of marks, which is fetched when it is first wanted. */
  async openList(): Promise<void> {
    await this.press('m');
    await expect(this.list.getByRole('searchbox')).toBeFocused();
  }

  async marks(): Promise<Mark[]> {
    const view = await this.page.request.get(`/api/sources/${this.source}/annotations`);
    return ((await view.json()) as { annotations: Mark[] }).annotations;
  }

  /** The marks of this test as the program has them, in the order in which they were made. */
  async made(): Promise<Mark[]> {
    const made = (await this.marks()).filter(({ id }) => !this.before.has(id));
    return made.sort((one, other) => (one.created < other.created ? -1 : 1));
  }

  async expectMade(wanted: Record<string, unknown>[]): Promise<void> {
    await expect.poll(() => this.made()).toMatchObject(wanted);
  }

  selected(): Promise<string> {
    return this.page.evaluate(() => String(document.getSelection()));
  }

  async nextSentence(): Promise<string> {
    const before = await this.selected();
    await this.press('n');
    await expect.poll(() => this.selected()).not.toBe(before);
    return this.selected();
  }

  /** Selects letters of the first long paragraph. */
  select(start: number, end: number): Promise<void> {
    return this.page.evaluate(
      ([from = 0, to = 0]) => {
        const paragraphs = [...document.querySelectorAll('article p.paragraph')];
        const long = paragraphs.find(
          ({ firstChild }) => (firstChild?.textContent ?? '').length > 250,
        );
        const node = long?.firstChild;
        if (node) document.getSelection()?.setBaseAndExtent(node, from, node, to);
      },
      [start, end],
    );
  }
}

let desk: Desk;

test.beforeEach(async ({ page, server }) => {
  await page.goto(server.address);
  await expect(page.getByRole('heading', { level: 1 })).toBeVisible();
  desk = new Desk(page);
  await desk.open('Commonwealth');
});

test('a mark of several passages is made, resized and taken apart by keys', async ({ page }) => {
  const first = await desk.nextSentence();
  await desk.press('5');
  await desk.nextSentence();
  const second = await desk.nextSentence();
  await desk.press('+');
  await expect(desk.said).toHaveText('Added: the mark has 2 passages');
  const passages = desk.current.getByRole('list', { name: 'Passages of this mark' });
  await expect(passages.getByRole('listitem')).toHaveCount(2);
  await desk.expectMade([{ pen: 'rule', more: [[expect.any(Number), expect.any(Number)]] }]);
  const [before] = await desk.made();
  await desk.press('<');
  await expect
    .poll(async () => (await desk.made())[0]?.more?.[0]?.[1])
    .toBeLessThan(before?.more?.[0]?.[1] ?? 0);
  expect((await desk.made())[0]?.end).toBe(before?.end);
  await passages.getByRole('button', { name: `Passage 1 of 2: ${first.trim()}` }).click();
  await expect(passages.locator('[aria-current]')).toHaveText(first.trim());
  await passages.getByRole('button', { name: 'Take passage 1 out' }).press('Enter');
  await expect(passages).toHaveCount(0);
  await expect(desk.current).toContainText(second.trim().slice(0, 12));
  await desk.press('u');
  await expect(passages.getByRole('listitem')).toHaveCount(2);
  await expectAccessible(page);
});

test('a selection is brought to whole words, to sentences, or left, as the reader prefers', async ({
  page,
}) => {
  await desk.select(10, 18);
  await desk.press('1');
  await expect(desk.current.locator('blockquote')).toHaveText('managed a');
  await desk.press(',');
  await page.getByLabel('Marks take').selectOption('whole sentences');
  await desk.press('Escape', 'Escape');
  await desk.select(10, 18);
  await desk.press('2');
  await expect(desk.current.locator('blockquote')).toHaveText('Penhale managed a lodging house.');
  await desk.press(',');
  await page.getByLabel('Marks take').selectOption('letters');
  await desk.press('Escape', 'Escape');
  await desk.select(10, 18);
  await desk.press('3');
  await expect(desk.current.locator('blockquote')).toHaveText('naged a');
});

test('importance, answers and a comment are said by keys and seen in words', async ({ page }) => {
  await desk.nextSentence();
  await desk.press('3', 'Shift+Digit1', 'Shift+Digit1');
  await expect(desk.said).toHaveText('Importance: important');
  await desk.press('q');
  await expect(desk.said).toHaveText('The question is answered');
  await desk.expectMade([{ importance: 2, answered: true }]);
  await desk.press('c');
  await page.keyboard.type('Is it *so*? <img src=x onerror=alert(1)> [no](javascript:alert(1))');
  await desk.press('Control+Enter');
  await expect(desk.current.locator('em')).toHaveText('so');
  await expect(desk.current.locator('img, a[href^=javascript]')).toHaveCount(0);
  await expect(desk.current).toContainText(
    '<img src=x onerror=alert(1)> [no](javascript:alert(1))',
  );
  await expectAccessible(page);
  await desk.press('Escape');
  const entry = page.locator('aside li').first();
  await expect(entry).toContainText('important');
  await expect(entry).toContainText('answered');
  await desk.press('[', ']', 'q', 'Escape');
  await expect(entry).toContainText('open question');
  await desk.press('n', '1', 'q');
  await expect(desk.said).toHaveText('Marks of Facts ask nothing.');
});

test('a link is made by keys, seen from both ends, followed and come back from', async ({
  page,
}) => {
  await desk.nextSentence();
  await desk.press('5', 'l');
  const picker = page.getByRole('combobox', { name: 'Which mark: its words, pen or source' });
  await expect(picker).toBeFocused();
  await desk.press('Shift+Tab');
  await page.keyboard.type('dist');
  await desk.press('Tab');
  await page.keyboard.type('unlawful malice');
  const offered = page.getByRole('option', { name: /unlawful killing/ });
  await expect(offered).toBeVisible();
  await expectAccessible(page);
  await desk.press('Enter');
  const links = desk.current.getByRole('list', { name: 'Links' });
  await expect(links).toContainText(
    /distinguishes R “Murder.*” \(Aldersea Criminal Code, § 18-302\)/,
  );
  await desk.expectMade([{ links: [{ kind: 'distinguishes' }] }]);
  const here = page.url();
  await links.getByRole('link').press('Enter');
  await expect(page.getByRole('heading', { level: 1 })).toHaveText(/Aldersea Criminal Code/);
  await expect(desk.current.getByRole('list', { name: 'Links' })).toContainText(
    /is distinguished by R “.*” \(Commonwealth v. Penhale/,
  );
  await page.goBack();
  await expect(page.getByRole('heading', { level: 1 })).toHaveText(/Commonwealth/);
  expect(page.url()).toContain(here.split('?')[0]);
  await desk.current.getByRole('button', { name: /^Take this link out/ }).press('Enter');
  await expect(links).toHaveCount(0);
});

test('a link leads to a mark of another course, which is named', async ({ page }) => {
  await page.evaluate(async () => {
    const ask = async (step: object) => {
      const body = JSON.stringify({ id: crypto.randomUUID(), ...step });
      const headers = { 'Content-Type': 'application/json' };
      const reply = await fetch('/api/operations', { method: 'POST', headers, body });
      if (!reply.ok) throw new Error(await reply.text());
    };
    const view = (await (await fetch('/api/library')).json()) as {
      sources: { id: string; title: string }[];
    };
    const code = view.sources.find(({ title }) => title.startsWith('Aldersea')) ?? { id: '' };
    const course = crypto.randomUUID();
    await ask({ op: 'add_course_with_pens', course, name: 'Statutes', system: 'criminal-law' });
    await ask({ op: 'move_sources', sources: [code.id], course });
  });
  await desk.nextSentence();
  await desk.press('5', 'l');
  const picker = page.getByRole('combobox', { name: 'Which mark: its words, pen or source' });
  await picker.fill('nothing like this');
  await expect(page.getByText('No other mark of this library has these words.')).toBeVisible();
  await picker.fill('malice');
  const options = page.getByRole('listbox', { name: 'Links' }).getByRole('option');
  await expect(options.first()).toContainText('Commonwealth');
  await expect(options.first()).not.toContainText('Statutes');
  await expect(options.last()).toContainText(/Aldersea Criminal Code.*Statutes/);
  await expectAccessible(page);
  await desk.press('End', ...Array<string>(12).fill('ArrowDown'));
  await expect(options.last()).toHaveAttribute('aria-selected', 'true');
  await expect(options.last()).toBeInViewport({ ratio: 1 });
  await desk.press('Enter');
  const links = desk.current.getByRole('list', { name: 'Links' });
  await expect(links.getByRole('link')).toContainText(/Criminal Code.*Statutes/);
});

test('marks that lie over one another are gone through by a key and chosen from a chip', async ({
  page,
}) => {
  for (const [i, key] of ['1', '3', '4', '5', '6'].entries()) {
    await desk.select(2 + 9 * i, 150 - 6 * i);
    await desk.press(key);
  }
  await expect.poll(async () => (await desk.made()).length).toBe(5);
  await desk.press('.');
  await expect(desk.said).toHaveText(/^2 of 5 here: Rule/);
  await desk.press('.', '.', '.', '.');
  await expect(desk.said).toHaveText(/^1 of 5 here: Reasoning/);
  const chip = page.getByRole('button', { name: '5 marks lie here, 2 more than can be drawn' });
  await expect(chip).toHaveText('+2');
  await chip.press('Enter');
  await expect(page.getByRole('menuitemradio')).toHaveCount(5);
  await expectAccessible(page);
  await desk.press('ArrowDown', 'ArrowDown', 'Enter');
  await expect(desk.said).toHaveText(/^Holding/);
});

test('the list of marks filters them, and text and margin follow', async ({ page }) => {
  const all = (await desk.marks()).length;
  await desk.openList();
  await expect(desk.list.getByRole('status')).toHaveText(`${all} marks`);
  await page.keyboard.type('MALICE');
  await expect(desk.list.getByRole('status')).toHaveText(new RegExp(`^\\d+ of ${all} marks$`));
  expect(await desk.rows.count()).toBeGreaterThan(0);
  await page.keyboard.type(' and no such words');
  await expect(desk.list.getByText('No mark is like that.')).toBeVisible();
  await desk.list.getByRole('button', { name: 'Show all' }).press('Enter');
  await desk.list.getByLabel('Pen', { exact: true }).selectOption({ label: 'R  Rule' });
  await expect(desk.list.getByRole('status')).toHaveText(new RegExp(`^\\d+ of ${all} marks$`));
  const found = await desk.rows.count();
  expect(found).toBeGreaterThan(0);
  await expect(page.locator('aside ol > li', { hasText: 'Facts' })).toHaveCount(0);
  await expectAccessible(page);
  await desk.press('Escape');
  const note = page.getByText(`Only ${found} of ${all} marks are shown.`);
  await expect(note).toBeVisible();
  await expectAccessible(page);
  await page.getByRole('button', { name: 'Show all' }).click();
  await expect(note).toHaveCount(0);
});

test('many marks are chosen by keys and changed in one step', async ({ page }) => {
  for (const key of ['1', '1', '1']) {
    await desk.nextSentence();
    await desk.press(key);
  }
  await expect.poll(async () => (await desk.made()).length).toBe(3);
  await desk.openList();
  await desk.press('ArrowDown', 'Home', 'Space', 'Shift+ArrowDown', 'Shift+ArrowDown');
  await expect(desk.list.getByText('3 marks chosen')).toBeVisible();
  await desk.press('5');
  await desk.expectMade([{ pen: 'rule' }, { pen: 'rule' }, { pen: 'rule' }]);
  const bulk = desk.list.getByRole('group', { name: 'What to do with the chosen marks' });
  await bulk.getByLabel('Importance…').selectOption('crucial');
  await desk.expectMade([{ importance: 3 }, { importance: 3 }, { importance: 3 }]);
  await bulk.getByRole('combobox', { name: 'Add a topic' }).fill('Bulk');
  await desk.press('Enter');
  await expect
    .poll(async () => (await desk.made()).map((mark) => mark.topics?.length))
    .toEqual([1, 1, 1]);
  await expectAccessible(page);
  const download = page.waitForEvent('download');
  await bulk.getByRole('button', { name: 'Export (JSON-LD)' }).click();
  expect((await download).suggestedFilename()).toBe('annotations.jsonld');
  await desk.list.getByRole('listbox', { name: /^Marks/ }).focus();
  await desk.press('Delete');
  await expect.poll(async () => (await desk.made()).length).toBe(0);
  await desk.press('u');
  await expect.poll(async () => (await desk.made()).length).toBe(3);
  await desk.press('Control+a');
  await expect(desk.list.getByText(`${desk.before.size + 3} marks chosen`)).toBeVisible();
  await desk.press('Control+a', 'Enter', 'Escape');
  await expect(desk.current).toBeVisible();
});

test.describe('by touch', () => {
  test.use({ viewport: { width: 390, height: 780 }, hasTouch: true, isMobile: true });

  test('a passage is added by the bar, and the list covers the page', async ({ page }) => {
    await desk.select(0, 20);
    await page.getByRole('toolbar').getByRole('button', { name: 'Rule' }).tap();
    await expect.poll(async () => (await desk.made()).length).toBe(1);
    await desk.select(40, 60);
    await page.getByRole('button', { name: 'Add to this mark' }).tap();
    await expect.poll(async () => (await desk.made())[0]?.more?.length).toBe(1);
    for (const handle of await page.locator('.handle').all()) {
      const box = await handle.boundingBox();
      expect(box?.width).toBeGreaterThanOrEqual(44);
      expect(box?.height).toBeGreaterThanOrEqual(44);
    }
    await page.getByRole('button', { name: 'Link', exact: true }).tap();
    await page.keyboard.type('unlawful malice');
    await page.getByRole('option', { name: /unlawful killing/ }).tap();
    const links = page.getByRole('list', { name: 'Links' });
    await expect(links.getByRole('link')).toHaveCount(1);
    await desk.select(100, 120);
    await page.getByRole('toolbar').getByRole('button', { name: 'Facts' }).tap();
    await expect.poll(async () => (await desk.made()).length).toBe(2);
    await expect(links).toHaveCount(0); // they are those of the mark before
    await page.getByRole('button', { name: /^Contents/ }).tap();
    await page.getByRole('button', { name: /^List of/ }).tap();
    await expect(desk.rows.first()).toBeVisible();
    await desk.rows.first().locator('.box').tap();
    await expect(desk.list.getByText('1 mark chosen')).toBeVisible();
    await expectAccessible(page);
    await desk.rows.nth(1).tap();
    await expect(desk.list).toHaveCount(0);
  });
});

test.describe('in the dark', () => {
  test.use({ colorScheme: 'dark' });

  test('editor, picker and list have no faults', async ({ page }) => {
    await desk.nextSentence();
    await desk.press('3', 'Shift+Digit1', 'l');
    await expect(page.getByRole('combobox', { name: /^Which mark/ })).toBeFocused();
    await expectAccessible(page);
    await desk.press('Escape');
    await desk.openList();
    await desk.press('ArrowDown', 'Space');
    await expect(desk.list.getByText('1 mark chosen')).toBeVisible();
    await expectAccessible(page);
  });
});
