// What a long book with many marks costs the page: opening, scrolling, a new mark.
//
//   glossator serve --library /tmp/bench-reader      # prints an address with a launch token
//   node bench/reader.mjs 'http://127.0.0.1:8765/#launch=TOKEN'
//
// Figures are main-thread CPU of Chromium (CDP Performance, thread ticks), so that a busy machine
// changes them little. The raw limit, measured in the same run, is the same text in bare sections
// without marks, margin or panels. Needs the packages of tests/browser and a Chromium.

import { readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { measurePeers } from './drawing_peers.mjs';

const { chromium } = createRequire(new URL('../tests/browser/package.json', import.meta.url))(
  '@playwright/test',
);
const [address, size = '3000000', marks = '20000'] = process.argv.slice(2);
if (!address) throw new Error("Give the address that glossator serve prints, in quotes.");

const TITLE = 'Bench of the reader';
const BROWSER = process.env.CHROMIUM ?? '/usr/bin/chromium';
const BUDGETS = { open: 150, scroll: 6, mark: 30, undo: 30, filter: 50 };
const VIEW = { width: 1280, height: 900 };

const browser = await chromium.launch({
  executablePath: BROWSER,
  args: ['--no-sandbox', '--disable-gpu', '--disable-background-networking', '--disable-sync'],
});
const page = await browser.newPage({ viewport: VIEW });
const cdp = await page.context().newCDPSession(page);
await cdp.send('Performance.enable', { timeDomain: 'threadTicks' });

await page.goto(address);
await page.getByRole('banner').waitFor();
const source = await page.evaluate(makeBook, { title: TITLE, size: Number(size) });
const made = await page.evaluate(makeMarks, { source, wanted: Number(marks) });
await page.goto(new URL('/', address).href);
await page.getByRole('link', { name: TITLE }).first().waitFor();
// Nobody finds a book in less: what shows it is fetched meanwhile.
await page.waitForTimeout(2000);

const rows = [];
rows.push(['open, to the first marks on the text', await cpu(openBook), BUDGETS.open]);
rows.push(['all the text and all marks, in idle time', await cpu(wholeBook), '']);
rows.push(['scroll 400 px a frame', await cpu(() => scroll(400, 120), 120), BUDGETS.scroll]);
rows.push(['scroll 60 px a frame', await cpu(() => scroll(60, 300), 300), BUDGETS.scroll]);
const newMarks = await marksByKey(20);
rows.push(['a new mark, drawn, stored, settled', median(newMarks.cpu), BUDGETS.mark]);
rows.push(['undo of a mark, stored, drawn, settled', median(await stepsByKey('u', 20)), BUDGETS.undo]);
rows.push(['redo of a mark, likewise', median(await stepsByKey('U', 20)), BUDGETS.undo]);
rows.push(['filter the marks by a word, all drawn anew', await filterMarks(), BUDGETS.filter]);
const memory = await memoryOfPage();
const raw = await rawLimit();
const peers = await measurePeers(page, Number(marks), { cpu, scroll });

console.log(`${made.length} characters, ${made.marks} marks\n`);
console.log('| what | CPU ms | budget |\n|---|---|---|');
for (const [what, ms, budget] of rows) console.log(`| ${what} | ${ms.toFixed(1)} | ${budget} |`);
console.log(`| raw limit: bare sections, open | ${raw.open.toFixed(1)} | |`);
console.log(`| raw limit: bare sections, scroll 400 px a frame | ${raw.scroll.toFixed(1)} | |`);
for (const [what, ms] of peers) console.log(`| ${what} | ${ms.toFixed(1)} | |`);
console.log(`\nMemory of the page: ${memory.heap} MB of heap, ${memory.own} MB of its process alone.`);
console.log(`A mark is drawn after ${median(newMarks.drawn).toFixed(0)} ms of the clock, `);
console.log(`stored after ${median(newMarks.stored).toFixed(0)} ms.`);
await browser.close();

/** The CPU that some work costs the page's main thread, in milliseconds a piece. */
async function cpu(work, pieces = 1) {
  const before = await busy();
  await work();
  return ((await busy()) - before) / pieces;
}

async function busy() {
  const { metrics } = await cdp.send('Performance.getMetrics');
  return metrics.find(({ name }) => name === 'TaskDuration').value * 1000;
}

/** Heap and private memory of the page's process after all that was done in it, in MB. */
async function memoryOfPage() {
  await cdp.send('HeapProfiler.collectGarbage');
  const { metrics } = await cdp.send('Performance.getMetrics');
  const heap = metrics.find(({ name }) => name === 'JSHeapUsedSize').value;
  const system = await browser.newBrowserCDPSession();
  const { processInfo } = await system.send('SystemInfo.getProcessInfo');
  const own = Math.max(...(await Promise.all(processInfo.map(rendererSize))));
  return { heap: Math.round(heap / 2 ** 20), own: Math.round(own / 2 ** 20) };
}

/** The memory that a renderer shares with no other process (Linux only; 0 elsewhere). */
async function rendererSize({ type, id }) {
  if (type !== 'renderer') return 0;
  const rollup = await readFile(`/proc/${id}/smaps_rollup`, 'utf8').catch(() => '');
  const sizes = [...rollup.matchAll(/^Private_\w+:\s+(\d+) kB/gm)].map(([, kB]) => Number(kB));
  return 1024 * sizes.reduce((sum, each) => sum + each, 0);
}

/** Looked for by hand: a locator's waiting costs the page more than what is measured. */
async function until(look) {
  while (!(await page.evaluate(look))) await new Promise((resolve) => setTimeout(resolve, 50));
}

async function openBook() {
  await page.evaluate((href) => document.querySelector(`a[href="${href}"]`).click(), `/read/${source}`);
  await until(() => document.querySelector('aside li') !== null);
}

/** The contents say how much is marked once all marks have come. */
async function wholeBook() {
  await until(() => [...document.querySelectorAll('.book > section')].every((one) => one.firstChild));
  await until(() => document.querySelector('nav [role=img]') !== null);
}

async function scroll(step, frames) {
  await page.evaluate(scrollBy, { step, frames });
}

async function scrollBy({ step, frames }) {
  for (let i = 0; i < frames; i++) {
    window.scrollBy(0, step);
    await new Promise((resolve) => requestAnimationFrame(resolve));
  }
}

/** Select the next sentence and mark it, again and again. */
async function marksByKey(times) {
  const found = { cpu: [], drawn: [], stored: [] };
  await page.evaluate(watchMarks);
  for (let i = 0; i < times; i++) {
    await page.keyboard.press('n');
    await page.waitForTimeout(250);
    found.cpu.push(
      await cpu(async () => {
        await page.keyboard.press(String(1 + (i % 3)));
        await page.waitForTimeout(500);
      }),
    );
    const { pressed, drawn, stored } = await page.evaluate(() => globalThis.watched);
    found.drawn.push(drawn - pressed);
    found.stored.push(stored - pressed);
  }
  return found;
}

/** Press a key that undoes or redoes a mark, again and again; the CPU of each. */
async function stepsByKey(key, times) {
  const found = [];
  for (let i = 0; i < times; i++) {
    found.push(
      await cpu(async () => {
        await page.keyboard.press(key);
        await page.waitForTimeout(500);
      }),
    );
  }
  return found;
}

/** Open the list of marks and look for a word. */
async function filterMarks() {
  await page.keyboard.press('Escape');
  await page.keyboard.press('m');
  await page.getByRole('searchbox').waitFor();
  // Looked up before: a locator's search costs the page as much as a part of what is measured.
  const field = await page.$('search input[type=search]');
  await page.waitForTimeout(3000); // the words of all marks are folded meanwhile
  const spent = await cpu(async () => {
    await field.evaluate((input) => {
      input.value = 'necessity evidence';
      input.dispatchEvent(new InputEvent('input', { bubbles: true }));
    });
    await page.waitForTimeout(600);
  });
  await page.evaluate(() => document.querySelector('search button').click());
  await page.keyboard.press('Escape');
  return spent;
}

/** In the page: note when a digit was pressed, when the next frame was drawn, when it was stored. */
function watchMarks() {
  globalThis.watched = {};
  const note = (what) => (globalThis.watched[what] = performance.now());
  document.addEventListener(
    'keydown',
    ({ key }) => {
      if (!/\d/.test(key)) return;
      note('pressed');
      requestAnimationFrame(() => setTimeout(() => note('drawn')));
    },
    true,
  );
  const send = window.fetch.bind(window);
  window.fetch = async (...args) => {
    const reply = await send(...args);
    if (String(args[0]).endsWith('/api/operations')) note('stored');
    return reply;
  };
}

/** The same text in sections with content-visibility, and nothing else. */
async function rawLimit() {
  await page.evaluate(() => {
    globalThis.bare = [...document.querySelectorAll('.book > section')].map((section) => ({
      size: section.style.containIntrinsicSize,
      texts: [...section.children].map((block) => block.textContent),
    }));
    document.body.replaceChildren();
  });
  await page.waitForTimeout(500);
  const open = await cpu(() => page.evaluate(buildBare));
  return { open, scroll: await cpu(() => scroll(400, 120), 120) };
}

async function buildBare() {
  window.scrollTo(0, 0);
  const root = document.createElement('div');
  root.style.cssText = 'font: 19px/1.55 "Source Serif 4", serif; width: 551px; margin: auto';
  for (const { size, texts } of globalThis.bare) {
    const section = root.appendChild(document.createElement('section'));
    section.style.contentVisibility = 'auto';
    section.style.containIntrinsicSize = size;
    for (const text of texts) section.appendChild(document.createElement('p')).textContent = text;
  }
  document.body.append(root);
  for (let i = 0; i < 2; i++) await new Promise((resolve) => requestAnimationFrame(resolve));
}

function median(numbers) {
  return [...numbers].sort((a, b) => a - b)[Math.floor(numbers.length / 2)];
}

/** In the page: import a generated text, unless it is there, and give its id. */
async function makeBook({ title, size }) {
  const get = async (path) => (await fetch(path)).json();
  const find = async () =>
    (await get('/api/library')).sources.find((source) => source.title === title)?.id;
  const known = await find();
  if (known) return known;
  let seed = 7;
  const random = (below) => (seed = (seed * 16807) % 2147483647) % below;
  const words =
    'the court of appeal held that a person who takes life under necessity is liable where no ' +
    'duty was owed and judgment must be reversed because evidence at trial did not show intent';
  const list = words.split(' ');
  const sentence = () => {
    const picked = Array.from({ length: 8 + random(20) }, () => list[random(list.length)]).join(' ');
    return picked[0].toUpperCase() + picked.slice(1) + '.';
  };
  let text = `# ${title}\n`;
  for (let i = 0; text.length < size; i++) {
    if (i % 40 === 0) text += `\n## Part ${i / 40 + 1}\n`;
    text += '\n';
    for (let length = 0; length < 560; ) {
      const next = `${sentence()} `;
      length += next.length;
      text += next;
    }
    text += '\n';
  }
  const [preset] = await get('/api/presets');
  const course = crypto.randomUUID();
  await fetch('/api/operations', {
    method: 'POST',
    headers: { 'Content-Type': 'application/json' },
    body: JSON.stringify({
      op: 'add_course',
      id: crypto.randomUUID(),
      course,
      name: 'Bench',
      preset: preset.id,
    }),
  });
  await fetch(`/api/imports?name=bench.md&course=${course}`, {
    method: 'POST',
    headers: { 'Content-Type': 'application/octet-stream' },
    body: new Blob([text]),
  });
  for (;;) {
    const id = await find();
    if (id) return id;
    const refused = (await get('/api/imports')).find(({ state }) => state === 'refused');
    if (refused) throw new Error(refused.problems.join(' '));
    await new Promise((resolve) => setTimeout(resolve, 300));
  }
}

/** In the page: make marks until there are as many as wanted. */
async function makeMarks({ source, wanted }) {
  const get = async (path) => (await fetch(path)).json();
  const view = await get(`/api/sources/${source}`);
  const { annotations } = await get(`/api/sources/${source}/annotations`);
  const library = await get('/api/library');
  const course = library.courses.find(({ id }) => id === view.course);
  const { pens } = library.pen_systems.find(({ id }) => id === course.pen_system);
  let seed = 11;
  const random = (below) => (seed = (seed * 16807) % 2147483647) % below;
  const { sections } = await get(`/api/sources/${source}/text?section=0&count=${view.sections.length}`);
  const blocks = sections.flatMap((section) => section.blocks).filter(({ text }) => text.length > 200);
  const one = async () => {
    const block = blocks[random(blocks.length)];
    const start = block.start + random(block.text.length - 160);
    const request = {
      op: 'annotate',
      id: crypto.randomUUID(),
      annotation: crypto.randomUUID(),
      source,
      edition: view.edition,
      start,
      end: start + 30 + random(120),
      pen: pens[random(pens.length)].id,
      own_words: random(3) ? '' : 'Said in other words by the reader.',
    };
    const reply = await fetch('/api/operations', {
      method: 'POST',
      headers: { 'Content-Type': 'application/json' },
      body: JSON.stringify(request),
    });
    const said = await reply.text();
    if (!reply.ok) throw new Error(said);
  };
  for (let made = annotations.length; made < wanted; made += 16) {
    await Promise.all(Array.from({ length: 16 }, one));
  }
  return { length: view.length, marks: Math.max(annotations.length, wanted) };
}
