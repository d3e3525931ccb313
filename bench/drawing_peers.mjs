// How other programs draw marks, on the text of the book that is open: as <mark> elements in the
// text (Hypothesis's way on pages), and as rectangles in one drawing over it (Zotero's, foliate's).

const WAYS = ['<mark> elements', 'rectangles in an SVG'];

/**
 * Measure both ways on bare paragraphs.
 *
 * Takes the Playwright page, whose text `globalThis.bare` holds, how many marks to draw, and the
 * two measures of the bench: `cpu(work, pieces)` and `scroll(step, frames)`. Gives rows of
 * [what, CPU milliseconds].
 */
export async function measurePeers(page, marks, { cpu, scroll }) {
  const rows = [];
  for (const way of WAYS) {
    await page.evaluate(layBare);
    const all = await cpu(() => page.evaluate(draw, { way, marks, seed: 7 }));
    const one = await cpu(() => page.evaluate(draw, { way, marks: 1, seed: 99 }));
    const frame = await cpu(() => scroll(400, 120), 120);
    rows.push([`peer: ${way}, all drawn`, all], [`peer: ${way}, one more`, one]);
    rows.push([`peer: ${way}, scroll 400 px a frame`, frame]);
  }
  return rows;
}

/** In the page: lay the text anew, whole, as these programs do. */
async function layBare() {
  window.scrollTo(0, 0);
  const root = document.createElement('div');
  root.id = 'bare';
  root.style.cssText =
    'position: relative; font: 19px/1.55 "Source Serif 4", serif; width: 551px; margin: auto';
  for (const text of globalThis.bare.flatMap(({ texts }) => texts)) {
    root.appendChild(document.createElement('p')).textContent = text;
  }
  document.body.replaceChildren(root);
  for (let i = 0; i < 2; i++) await new Promise((resolve) => requestAnimationFrame(resolve));
}

/** In the page: draw marks of 30 to 150 letters at places that the seed gives. */
async function draw({ way, marks, seed }) {
  const random = (below) => (seed = (seed * 16807) % 2147483647) % below;
  const root = document.querySelector('#bare');
  const long = [...root.querySelectorAll('p')].filter(({ textContent }) => textContent.length > 200);
  const byParagraph = new Map();
  for (let i = 0; i < marks; i++) {
    const paragraph = long[random(long.length)];
    const start = random(paragraph.textContent.length - 160);
    const spans = byParagraph.get(paragraph) ?? [];
    spans.push([start, start + 30 + random(120)]);
    byParagraph.set(paragraph, spans);
  }
  if (way.startsWith('<mark>')) for (const [p, spans] of byParagraph) wrap(p, spans);
  else overlay(root, byParagraph);
  for (let i = 0; i < 2; i++) await new Promise((resolve) => requestAnimationFrame(resolve));

  function wrap(paragraph, spans) {
    // Backwards, so that what is split stays where it was counted.
    for (const [start, end] of spans.sort((a, b) => b[0] - a[0])) {
      for (const [node, from, to] of textsIn(paragraph, start, end).reverse()) {
        const range = document.createRange();
        range.setStart(node, from);
        range.setEnd(node, to);
        range.surroundContents(document.createElement('mark'));
      }
    }
  }

  function overlay(within, spansOf) {
    const svg = within.querySelector('svg') ?? makeSvg(within);
    const { left, top } = within.getBoundingClientRect();
    const range = document.createRange();
    const rects = [];
    for (const [paragraph, spans] of spansOf) {
      for (const [start, end] of spans) {
        range.setStart(paragraph.firstChild, start);
        range.setEnd(paragraph.firstChild, Math.min(end, paragraph.firstChild.length));
        rects.push(...range.getClientRects());
      }
    }
    for (const { x, y, width, height } of rects) {
      const rect = svg.appendChild(document.createElementNS(svg.namespaceURI, 'rect'));
      const place = { x: x - left, y: y - top, width, height, fill: 'rgb(255 220 0 / 30%)' };
      for (const [name, value] of Object.entries(place)) rect.setAttribute(name, String(value));
    }
  }

  function makeSvg(within) {
    const svg = document.createElementNS('http://www.w3.org/2000/svg', 'svg');
    svg.style.cssText = 'position: absolute; inset: 0; width: 100%; height: 100%';
    svg.style.pointerEvents = 'none';
    within.append(svg);
    return svg;
  }

  /** The text nodes of a paragraph between two places, with the part of each. */
  function textsIn(paragraph, start, end) {
    const walker = document.createTreeWalker(paragraph, NodeFilter.SHOW_TEXT);
    const found = [];
    for (let node = walker.nextNode(), at = 0; node; node = walker.nextNode()) {
      const [from, to] = [Math.max(start - at, 0), Math.min(end - at, node.length)];
      if (from < to) found.push([node, from, to]);
      at += node.length;
    }
    return found;
  }
}
