// Marks lie exactly behind their words, however these are laid out.

import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type Page } from '@playwright/test';
import { expect, glossator, test } from './glossator.ts';

const SENTENCE = 'A keeper of 🐦 herons owes a duty to all who pass his gate by day or night.';
const CELL = 'The far column';

test.beforeEach(async ({ page, server }) => {
  const folder = await mkdtemp(join(tmpdir(), 'glossator-drawing-'));
  const file = join(folder, 'gate.html');
  const words = 'The yard had no gate, and the road ran past it on two sides. '.repeat(12);
  const cells = Array.from({ length: 14 }, (_, i) => `<td>Column ${i} has some words</td>`).join(
    '',
  );
  await writeFile(
    file,
    `<html lang="en"><title>The gate</title><h1>The gate</h1><p>${words}</p>
    <p>A keeper of 🐦 <em>herons</em> owes a duty to <b>all who pass</b> his gate by day or night. ${words}</p>
    <table><tr>${cells}<td>${CELL}</td></tr><tr>${cells}<td>of all</td></tr></table><p>${words}</p>`,
  );
  await glossator('import', file, '--library', server.library);
  await rm(folder, { recursive: true });
  await page.goto(server.address);
  await page.getByRole('rowgroup').getByRole('link', { name: 'The gate' }).click();
  await expect(page.getByRole('article').locator('p').first()).toBeVisible();
});

/** How the fills lie behind some words: "behind them" if all letters have one and nothing else. */
function lies(page: Page, words: string): Promise<string> {
  return page.evaluate((wanted) => {
    const walker = document.createTreeWalker(
      document.querySelector('article') ?? document,
      NodeFilter.SHOW_TEXT,
    );
    const nodes: [Text, number][] = [];
    let text = '';
    for (
      let node = walker.nextNode() as Text | null;
      node;
      node = walker.nextNode() as Text | null
    ) {
      nodes.push([node, text.length]);
      text += node.data;
    }
    const at = text.indexOf(wanted);
    if (at < 0) return 'not there';
    const place = (unit: number): [Text, number] => {
      const found = nodes.findLast(([, start]) => start <= unit) ?? nodes[0];
      return found ? [found[0], unit - found[1]] : [new Text(), 0];
    };
    const filled = (x: number, y: number): boolean =>
      Array.from(document.querySelectorAll<SVGPathElement>('.marks .fill')).some((path) => {
        const matrix = path.getScreenCTM();
        return matrix && path.isPointInFill(new DOMPoint(x, y).matrixTransform(matrix.inverse()));
      });
    const boxOf = (unit: number): DOMRect => {
      const range = document.createRange();
      range.setStart(...place(unit));
      range.setEnd(...place(unit));
      range.setEnd(
        range.startContainer,
        Math.min(range.startOffset + 1, (range.startContainer as Text).length),
      );
      return range.getBoundingClientRect();
    };
    for (let unit = at - 3; unit < at + wanted.length + 3; unit++) {
      const { x, y, width, height } = boxOf(unit);
      const isWord = unit >= at && unit < at + wanted.length;
      if (width < 2 || text[unit] === ' ') continue;
      if (filled(x + width / 2, y + height / 2) !== isWord) {
        return `${isWord ? 'not ' : ''}behind ${text.slice(unit, unit + 5)}`;
      }
    }
    return 'behind them';
  }, words);
}

async function select(page: Page, words: string): Promise<void> {
  await page.evaluate((wanted) => {
    const cell = [...document.querySelectorAll('article td')].find(
      (td) => td.textContent === wanted,
    );
    cell?.scrollIntoView();
    if (cell) document.getSelection()?.selectAllChildren(cell);
  }, words);
}

test('a mark lies behind its words, also when the text is laid out anew', async ({ page }) => {
  const drawn = () => lies(page, SENTENCE);
  // The sentence cursor begins at the top: twelve sentences and the title come before.
  for (let i = 0; i < 30; i++) {
    await page.keyboard.press('n');
    const selected = await page.evaluate(() => String(document.getSelection()).trim());
    if (selected === SENTENCE) break;
  }
  await page.keyboard.press('1');
  await expect.poll(drawn).toBe('behind them');

  await page.keyboard.press('Escape');
  await page.setViewportSize({ width: 760, height: 900 });
  await expect.poll(drawn).toBe('behind them');
  await page.setViewportSize({ width: 1280, height: 900 });

  await page.keyboard.press(',');
  const sheet = page.getByRole('dialog', { name: 'How the text looks' });
  await sheet.getByRole('button', { name: 'Size: more' }).click();
  await sheet.getByRole('radio', { name: /Hyperlegible/ }).check();
  await page.evaluate(() => document.fonts.ready);
  await expect.poll(drawn).toBe('behind them');
  await sheet.getByRole('checkbox', { name: 'Lines of one length' }).check();
  await expect.poll(drawn).toBe('behind them');
});

test('a fill stays within a table that scrolls, and follows its words', async ({ page }) => {
  await select(page, CELL);
  await page.keyboard.press('1');
  await expect.poll(() => lies(page, CELL)).toBe('behind them');
  await page.evaluate(() => document.querySelector('article .table')?.scrollTo(0, 0));
  // Its words are not seen: nor is the fill, which would lie beside the table.
  const fill = page.locator('.marks .fill');
  await expect(fill).toHaveCount(0);
  await page.evaluate(() => document.querySelector('article .table')?.scrollTo(9999, 0));
  await expect.poll(() => lies(page, CELL)).toBe('behind them');
});
