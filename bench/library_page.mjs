// What a library of 500 sources costs its page: shown, sorted, filtered, chosen, and its memory.
//
//   node bench/library_page.mjs 'http://127.0.0.1:8765/#launch=TOKEN'
//
// Figures are main-thread CPU of Chromium (CDP Performance, thread ticks), medians of several
// turns, with the time on the clock until the next frame beside them. Needs the packages of
// tests/browser and a Chromium.

import { createRequire } from 'node:module';

const { chromium } = createRequire(new URL('../tests/browser/package.json', import.meta.url))(
  '@playwright/test',
);
const [address, turns = '5'] = process.argv.slice(2);
if (!address) throw new Error('Give the address that glossator serve prints, in quotes.');

const browser = await chromium.launch({
  executablePath: process.env.CHROMIUM ?? '/usr/bin/chromium',
  args: ['--no-sandbox', '--disable-gpu', '--disable-background-networking', '--disable-sync'],
});
const page = await browser.newPage({ viewport: { width: 1280, height: 900 } });
const cdp = await page.context().newCDPSession(page);
await cdp.send('Performance.enable', { timeDomain: 'threadTicks' });

await page.goto(address);
await page.locator('tr[data-source]').first().waitFor();
const rows = await page.locator('tr[data-source]').count();

const results = [];
await measure('rows shown, coming from Pens', clickOn, 'nav a', leave);
await measure('sorted by length, turn about', clickOn, 'thead th.number button');
await measure('filtered by “Heron”', typeIn, 'Heron', () => page.evaluate(typeIn, ''));
await measure('filter taken away', typeIn, '', () => page.evaluate(typeIn, 'Heron'));
await measure('all chosen, none chosen, turn about', clickOn, 'thead input[type=checkbox]');
await measure('one row chosen', clickOn, 'tbody input[type=checkbox]');
await measure('scrolled by 400 px, a frame', scrollOn, 40, undefined, 40);

await cdp.send('HeapProfiler.collectGarbage');
const { metrics } = await cdp.send('Performance.getMetrics');
const of = (name) => metrics.find((metric) => metric.name === name).value;

console.log(`${rows} sources\n\n| what | CPU ms | clock ms |\n|---|---|---|`);
for (const [what, cpu, clock] of results) {
  console.log(`| ${what} | ${cpu.toFixed(1)} | ${clock.toFixed(0)} |`);
}
console.log(`\nHeap ${(of('JSHeapUsedSize') / 1e6).toFixed(1)} MB, ${of('Nodes')} nodes.`);
await browser.close();

/** Do something in the page several times, each after its preparation, and keep the medians. */
async function measure(what, work, argument, prepare = async () => {}, pieces = 1) {
  const [cpu, clock] = [[], []];
  for (let turn = 0; turn < Number(turns); turn++) {
    await prepare();
    await page.waitForTimeout(400);
    const before = await busy();
    clock.push((await page.evaluate(work, argument)) / pieces);
    cpu.push(((await busy()) - before) / pieces);
  }
  results.push([what, median(cpu), median(clock)]);
}

async function leave() {
  await page.getByRole('link', { name: 'Pens', exact: true }).click();
  await page.locator('tr[data-source]').first().waitFor({ state: 'detached' });
}

async function busy() {
  const { metrics } = await cdp.send('Performance.getMetrics');
  return metrics.find(({ name }) => name === 'TaskDuration').value * 1000;
}

/** In the page: click, and give the milliseconds until rows have been drawn. */
async function clickOn(selector) {
  const from = performance.now();
  document.querySelector(selector).click();
  while (!document.querySelector('tr[data-source]')) await new Promise((next) => setTimeout(next, 5));
  await new Promise((next) => requestAnimationFrame(() => setTimeout(next)));
  return performance.now() - from;
}

/** In the page: write into the filter, and give the milliseconds until that has been drawn. */
async function typeIn(words) {
  const from = performance.now();
  const field = document.querySelector('input[type=search]');
  field.value = words;
  field.dispatchEvent(new Event('input', { bubbles: true }));
  await new Promise((next) => requestAnimationFrame(() => setTimeout(next)));
  return performance.now() - from;
}

/** In the page: scroll on for some frames. */
async function scrollOn(frames) {
  const from = performance.now();
  window.scrollTo(0, 0);
  for (let i = 0; i < frames; i++) {
    window.scrollBy(0, 400);
    await new Promise((next) => requestAnimationFrame(next));
  }
  return performance.now() - from;
}

function median(numbers) {
  return [...numbers].sort((a, b) => a - b)[Math.floor(numbers.length / 2)];
}
