// A whole opinion of thirty pages worked through: sixty marks of every kind by keys alone, twenty
// steps undone, ten done again, a reload, and on; and the same by touch on a phone.

import { existsSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { type Page } from '@playwright/test';
import { expect, expectAccessible, glossator, type Server, test } from './glossator.ts';

const OPINION = fileURLToPath(
  new URL('../../../shared/data/documents/us-tax-court.pdf', import.meta.url),
);
const PENS = 7;

interface Mark {
  id: string;
  pen: string;
  own_words?: string;
  comment?: string;
  topics?: string[];
  more?: unknown[];
  importance?: number;
  answered?: boolean;
  links?: unknown[];
}

/** The open opinion: what is done to it, and what the program then has. */
class Work {
  readonly page: Page;
  readonly source: string;

  constructor(page: Page, source: string) {
    this.page = page;
    this.source = source;
  }

  static async open(page: Page, server: Server): Promise<Work> {
    await page.goto(server.address);
    await expect(page.getByRole('heading', { level: 1 })).toBeVisible();
    const reply = await glossator('import', '--json', '--library', server.library, OPINION);
    const [{ source }] = JSON.parse(reply) as [{ source: string }];
    await page.goto(`/read/${source}`);
    const work = new Work(page, source);
    await work.isThere();
    return work;
  }

  async isThere(): Promise<void> {
    await expect(this.page.getByRole('article').locator('p').first()).toBeVisible();
    await expect(this.page.getByText('Saved').first()).toBeAttached();
  }

  async press(...keys: string[]): Promise<void> {
    for (const key of keys) await this.page.keyboard.press(key);
  }

  async marks(): Promise<Mark[]> {
    const view = await this.page.request.get(`/api/sources/${this.source}/annotations`);
    const { annotations } = (await view.json()) as {
      annotations: (Mark & { modified?: string })[];
    };
    // What is undone or done again is a later change.
    return annotations.map(({ modified: _, ...mark }) => mark);
  }

  async expectMarks(count: number): Promise<void> {
    await expect.poll(async () => (await this.marks()).length, { timeout: 30_000 }).toBe(count);
  }

  selected(): Promise<string> {
    return this.page.evaluate(() => String(document.getSelection()));
  }

  async next(sentences: number): Promise<void> {
    for (let i = 0; i < sentences; i++) {
      const before = await this.selected();
      await this.press('n');
      await expect.poll(() => this.selected()).not.toBe(before);
    }
  }

  /** Marks the next sentence but a few, and says of it what the number asks for. */
  async mark(number: number): Promise<void> {
    await this.next(1 + (number % 4));
    if (number % 5 === 0) await this.press('N'); // a sentence more
    await this.press(String(1 + (number % PENS)));
    if (number % 3 === 0) await this.write('e', 'Own words', `In short: step ${number}.`);
    if (number % 7 === 0) await this.write('c', 'Comment', `Is *this* so? (${number})`);
    if (number % 4 === 0) await this.topic(`Tax > Losses ${number % 3}`);
    if (number % 6 === 0) await this.press('Shift+Digit1', 'Shift+Digit1');
    if (number % PENS === 2) await this.press('q'); // the third pen asks
    if (number % 9 === 0) {
      await this.next(2);
      await this.press('+');
    }
    if (number % 10 === 9) await this.link();
  }

  async write(key: string, field: string, words: string): Promise<void> {
    await this.press(key);
    await expect(this.page.getByRole('textbox', { name: field })).toBeFocused();
    await this.page.keyboard.type(words);
    await this.press('Control+Enter');
  }

  async topic(path: string): Promise<void> {
    await this.press('t');
    await expect(this.page.getByRole('combobox')).toBeFocused();
    await this.page.keyboard.type(path);
    await this.press('Enter', 'Escape');
  }

  async link(): Promise<void> {
    await this.press('l');
    const picker = this.page.getByRole('combobox', { name: /^Which mark/ });
    await expect(picker).toBeFocused();
    await this.page.keyboard.type('In short step');
    await expect(
      this.page.getByRole('listbox', { name: 'Links' }).getByRole('option').first(),
    ).toBeVisible();
    await this.press('Enter');
    await this.press('Escape');
  }
}

const having = (marks: Mark[], has: (mark: Mark) => unknown) => marks.filter(has).length;

test.describe('with an opinion of thirty pages', () => {
  test.skip(!existsSync(OPINION), 'the practice documents (../shared/data) are not here');
  test.setTimeout(360_000);

  test('sixty marks are made by keys alone; undo, redo and a reload keep all straight', async ({
    page,
    server,
  }) => {
    const work = await Work.open(page, server);
    for (let number = 1; number <= 40; number++) await work.mark(number);
    await work.expectMarks(40);
    const before = await work.marks();
    expect(new Set(before.map(({ pen }) => pen)).size).toBe(PENS);
    for (const [what, has, least] of [
      ['own words', ({ own_words }: Mark) => own_words, 10],
      ['comments', ({ comment }: Mark) => comment, 5],
      ['topics', ({ topics = [] }: Mark) => topics.length, 10],
      ['several passages', ({ more = [] }: Mark) => more.length, 4],
      ['importance', ({ importance = 0 }: Mark) => importance, 6],
      ['answers', ({ answered = false }: Mark) => answered, 5],
      ['links', ({ links = [] }: Mark) => links.length, 4],
    ] as const) {
      expect(having(before, has), what).toBeGreaterThanOrEqual(least);
    }

    for (let number = 1; number <= 20; number++) {
      await work.next(1);
      await work.press(String(1 + (number % PENS)));
    }
    await work.expectMarks(60);
    const all = await work.marks();
    await work.press(...Array<string>(20).fill('u'));
    await expect.poll(() => work.marks(), { timeout: 30_000 }).toEqual(before);
    await work.press(...Array<string>(10).fill('U'));
    await work.expectMarks(50);
    await page.reload();
    await work.isThere();
    await work.press(...Array<string>(10).fill('U'));
    await expect.poll(() => work.marks(), { timeout: 30_000 }).toEqual(all);
    await work.next(1);
    await work.press('2');
    await work.expectMarks(61);
    await proposeAndAccept(work);
    await expectAccessible(page);
    expect(await glossator('check', '--deep', '--library', server.library)).toContain('sound');
  });

  test.describe('on a phone', () => {
    test.use({ viewport: { width: 390, height: 844 }, hasTouch: true, isMobile: true });

    test('marks of every kind are made by touch', async ({ page, server }) => {
      const work = await Work.open(page, server);
      const bar = page.getByRole('toolbar').filter({ has: page.getByRole('button') });
      for (let number = 0; number < 12; number++) {
        await selectParagraph(page, 4 + number);
        await bar
          .getByRole('button')
          .nth(number % PENS)
          .tap();
        await work.expectMarks(number + 1);
      }
      const sheet = page.locator('.sheet');
      const words = sheet.getByRole('textbox', { name: 'Own words' });
      await words.tap();
      await words.fill('In short.');
      await sheet.getByRole('radio', { name: 'important', exact: true }).tap();
      await expect.poll(async () => having(await work.marks(), (m) => m.importance)).toBe(1);
      await expect.poll(async () => having(await work.marks(), (m) => m.own_words)).toBe(1);
      await expectAccessible(page);
      const undo = page.getByRole('button', { name: /^Undo:/ });
      for (let i = 0; i < 4; i++) await undo.tap();
      await work.expectMarks(10);
      await page.getByRole('button', { name: /^Redo:/ }).tap();
      await work.expectMarks(11);
      await page.reload();
      await work.isThere();
      await work.expectMarks(11);
    });
  });
});

/** Makes a rule for a word of the opinion, accepts one proposal and then all, and takes that back. */
async function proposeAndAccept(work: Work): Promise<void> {
  const { page } = work;
  await work.press('Escape', 'n', 'R');
  const dialog = page.getByRole('dialog', { name: 'Add a rule' });
  await expect(dialog.getByRole('textbox', { name: 'Words or pattern' })).toBeFocused();
  await work.press('Control+a');
  await page.keyboard.type('commissioner');
  await expect(dialog.getByRole('status')).toContainText(/places in/);
  await dialog.getByRole('checkbox', { name: /^Propose from now on/ }).press('Space');
  await work.press('Enter');
  await expect(dialog).toBeHidden();
  const line = page.getByRole('button', { name: /^\d+ proposals?$/ });
  await expect(line).toBeVisible();
  const proposed = Number.parseInt((await line.textContent()) ?? '', 10);
  expect(proposed).toBeGreaterThan(5);

  const before = await work.marks();
  await work.press('r');
  const bar = page.getByRole('region', { name: 'Proposals' });
  await expect(bar).toBeVisible();
  await work.press('a');
  await work.expectMarks(before.length + 1);
  await bar.getByRole('button', { name: /^Accept all/ }).press('Enter');
  await work.expectMarks(before.length + proposed);
  await expect(bar).toBeHidden();
  await work.press('u', 'u');
  await expect.poll(() => work.marks(), { timeout: 30_000 }).toEqual(before);
}

/** Selects a paragraph, as a long press and a drag of the handles do. */
async function selectParagraph(page: Page, number: number): Promise<void> {
  const paragraph = page.getByRole('article').locator('p.paragraph').nth(number);
  await paragraph.scrollIntoViewIfNeeded();
  await paragraph.evaluate((element) => {
    const range = document.createRange();
    range.selectNodeContents(element);
    getSelection()?.removeAllRanges();
    getSelection()?.addRange(range);
  });
}
