// Books in other scripts: from right to left, without blanks between words, with emoji; by keys alone.

import { fileURLToPath } from 'node:url';
import { type Page } from '@playwright/test';
import { expect, expectAccessible, glossator, type Server, test } from './glossator.ts';

const fixture = (name: string): string =>
  fileURLToPath(new URL(`../fixtures/scripts/${name}.html`, import.meta.url));

interface Book {
  name: string;
  title: string;
  direction: 'ltr' | 'rtl';
  /** Its first sentences, as the sentence cursor is to find them. */
  sentences: [string, string, string];
}

const BOOKS: Book[] = [
  {
    name: 'arabic',
    title: 'قضية حارس الطائر',
    direction: 'rtl',
    sentences: [
      'كان الحارس يملك طائراً أليفاً في فناء بلا باب.',
      'خرج الطائر إلى الطريق في سنة 1984 فاصطدمت العربة بعمود.',
      'هل يجب على الحارس أن يسيّج الفناء؟',
    ],
  },
  {
    name: 'hebrew',
    title: 'פסק דין: שומר העוף',
    direction: 'rtl',
    sentences: [
      'השומר החזיק אנפה מאולפת בחצר בלי שער.',
      'האנפה יצאה אל הכביש ב־1984 והעגלה פגעה בעמוד.',
      'האם על השומר לגדר את החצר?',
    ],
  },
  {
    name: 'chinese',
    title: '看守人与苍鹭',
    direction: 'ltr',
    sentences: [
      '看守人在没有门的院子里养了一只驯服的苍鹭。',
      '苍鹭走上了道路，马车撞上了柱子。',
      '看守人必须围起院子吗？',
    ],
  },
  {
    name: 'japanese',
    title: '番人とサギの事件',
    direction: 'ltr',
    sentences: [
      '番人は門のない庭で飼いならしたサギを飼っていた。',
      'サギは道路に出て、馬車が柱に当たった。',
      '番人は庭を囲わなければならないか。',
    ],
  },
  {
    name: 'emoji',
    title: 'The keeper and the 🦩',
    direction: 'ltr',
    sentences: [
      'The judge 👩🏽‍⚖️ saw a tame heron 🐦 in a yard.',
      'It walked into the road 🇬🇧 and a carriage struck a post.',
      'Must the keeper fence the yard in 🤔?',
    ],
  },
];

const selected = (page: Page) => page.evaluate(() => String(document.getSelection()));

async function open(page: Page, server: Server, { name, title }: Book): Promise<void> {
  await glossator('import', '--library', server.library, fixture(name));
  await page.goto(server.address);
  await page.getByRole('rowgroup').getByRole('link', { name: title }).click();
  await expect(page.getByRole('article').locator('p').first()).toBeVisible();
}

/** The sentence cursor goes on to a sentence. */
async function goOn(page: Page, sentence: string): Promise<void> {
  await page.keyboard.press('n');
  await expect.poll(() => selected(page)).toBe(sentence);
}

for (const book of BOOKS) {
  test(`the ${book.name} book is read and marked sentence by sentence`, async ({
    page,
    server,
  }) => {
    await open(page, server, book);
    const direction = await page
      .getByRole('article')
      .locator('p.paragraph')
      .first()
      .evaluate((paragraph) => getComputedStyle(paragraph).direction);
    expect(direction).toBe(book.direction);
    const [first, second, third] = book.sentences;
    await page.keyboard.press('n'); // the title
    await goOn(page, first);
    await goOn(page, second);
    await page.keyboard.press('1');
    const entry = page.locator('aside li[aria-current]');
    await expect(entry).toContainText(second);
    await goOn(page, third);
    await page.keyboard.press('3');
    await expect(entry).toContainText(third);
    // Narrower and wider again, by a word of the language.
    await page.keyboard.press('<');
    await expect(entry).not.toContainText(third);
    await page.keyboard.press('>');
    await expect(entry).toContainText(third);
    const stored = async (words: string) => {
      const dump = await glossator('annotations', '--library', server.library);
      return dump.includes(JSON.stringify(words));
    };
    for (const words of [second, third]) await expect.poll(() => stored(words), words).toBe(true);
    await expectAccessible(page);
  });
}
