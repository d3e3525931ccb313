// How long after a mark is made in one window its line stands in the notes in another one.
//
//   glossator serve --library /tmp/bench-live        # prints an address with a launch token
//   node bench/live_notes.mjs 'http://127.0.0.1:8765/#launch=TOKEN'
//
// The library must have the sample course (glossator sample --library /tmp/bench-live). Clock
// time, for it is what a reader sees, from the press of the pen's key to the line in
// the other page; the raw limit is the same mark as it comes with the event to a page that only listens.
// Needs the packages of tests/browser and a Chromium.

import { createRequire } from 'node:module';

const { chromium } = createRequire(new URL('../tests/browser/package.json', import.meta.url))(
  '@playwright/test',
);
const [address, rounds = '25'] = process.argv.slice(2);
if (!address) throw new Error('Give the address that glossator serve prints, in quotes.');

const browser = await chromium.launch({
  executablePath: process.env.CHROMIUM ?? '/usr/bin/chromium',
  args: [
    '--no-sandbox',
    '--disable-gpu',
    '--disable-background-networking',
    // Both windows are looked at: the one without the focus must not be put to sleep.
    '--disable-backgrounding-occluded-windows',
    '--disable-renderer-backgrounding',
  ],
});
const context = await browser.newContext({ viewport: { width: 1280, height: 900 } });
const reader = await context.newPage();
await reader.goto(address);
await reader.getByRole('banner').waitFor();
const { courses, sources } = await reader.evaluate(async () => (await fetch('/api/library')).json());
const source = sources.find(({ title }) => title.includes('Penhale')) ?? sources[0];
const notes = await context.newPage();
const origin = new URL(address).origin;

for (const [name, path] of [
  ['brief of the source', `/notes/brief/${source.id}`],
  ['outline of the course', `/notes/outline/${courses[0].id}`],
]) {
  await notes.goto(origin + path);
  await notes.getByRole('article').waitFor();
  await notes.evaluate(watchLines);
  await reader.goto(`${origin}/read/${source.id}`);
  await reader.getByRole('article').locator('p').first().waitFor();
  await reader.waitForTimeout(1500);
  const waits = [];
  for (let round = 0; round < Number(rounds); round += 1) {
    await reader.keyboard.press('n');
    await reader.waitForTimeout(120);
    const before = await notes.evaluate(() => window.seen.length);
    const pressed = Date.now();
    await reader.keyboard.press('1');
    await notes.waitForFunction((count) => window.seen.length > count, before, { polling: 4 });
    waits.push((await notes.evaluate(() => window.seen.at(-1))) - pressed);
    await reader.keyboard.press('u');
    await reader.waitForTimeout(300);
  }
  waits.sort((a, b) => a - b);
  const at = (share) => waits[Math.min(waits.length - 1, Math.floor(waits.length * share))];
  console.log(`${name}: median ${at(0.5)} ms, nine of ten within ${at(0.9)} ms (budget 100)`);
}
await browser.close();

/** Notes down when a line comes that was not there. */
function watchLines() {
  window.seen = [];
  const known = new Set([...document.querySelectorAll('.line')].map((line) => line.dataset.stop));
  new MutationObserver(() => {
    for (const line of document.querySelectorAll('.line')) {
      const mark = line.dataset.stop;
      if (known.has(mark)) continue;
      known.add(mark);
      window.seen.push(Date.now());
    }
  }).observe(document.body, { childList: true, subtree: true });
}
