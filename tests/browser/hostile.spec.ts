// Hostile books, and hostile pages in the same browser.

import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, glossator, test } from './glossator.ts';

const BOOK = `<!doctype html><html><head><title>Crane v. Weir</title>
<script>document.title = 'stolen'; fetch('http://127.0.0.1:9/steal')</script></head>
<body onload="document.title='stolen'"><h1>Crane v. Weir</h1>
<p>The words of the book. <img src="http://127.0.0.1:9/pixel.png" onerror="document.title='stolen'">
&lt;img src=x onerror="document.title='stolen'"&gt;
<a href="javascript:document.title='stolen'">A link that is none</a>.</p>
<iframe src="http://127.0.0.1:9/"></iframe><svg onload="document.title='stolen'"></svg>
<form action="http://127.0.0.1:9/"><input name="a"></form>
<style>body { background: url(http://127.0.0.1:9/style.png) }</style></body></html>`;

test('a book with scripts, remote pictures and forms is only words', async ({ page, server }) => {
  const folder = await mkdtemp(join(tmpdir(), 'glossator-hostile-'));
  const file = join(folder, 'hostile.html');
  await writeFile(file, BOOK);
  const json = await glossator('import', file, '--library', server.library, '--json');
  const [imported] = JSON.parse(json) as { source: string }[];
  await rm(folder, { recursive: true });
  const asked: string[] = [];
  page.on('request', (request) => asked.push(request.url()));
  await page.goto(server.address);
  await expect(page.getByRole('heading', { level: 1 })).toBeVisible();
  await page.goto(`/read/${imported?.source ?? ''}`);
  await expect(page.getByText('The words of the book.')).toBeVisible();
  await expect(page.getByText('A link that is none')).toBeVisible();
  await page.getByText('A link that is none').click();
  await expect(page).not.toHaveTitle(/stolen/);
  const origin = new URL(server.address).origin;
  expect(asked.filter((url) => !url.startsWith(origin))).toEqual([]);
  expect(await page.locator('iframe, form, svg [onload], [onerror], [onload]').count()).toBe(0);
});

test('another page in the same browser can neither read nor change the library', async ({
  page,
  server,
  context,
}) => {
  await page.goto(server.address);
  await expect(page.getByRole('heading', { level: 1 })).toBeVisible();
  const before = await glossator('annotations', '--library', server.library);

  const evil = createServer((_request, reply) => {
    reply.setHeader('content-type', 'text/html');
    reply.end('<!doctype html><title>evil</title><p>evil</p>');
  });
  await new Promise<void>((ready) => evil.listen(0, '127.0.0.1', ready));
  const address = `http://127.0.0.1:${String((evil.address() as AddressInfo).port)}/`;
  const stranger = await context.newPage();
  await stranger.goto(address);
  const origin = new URL(server.address).origin;
  const read = await stranger.evaluate(async (target) => {
    const outcome = async (init: RequestInit): Promise<string> => {
      try {
        const reply = await fetch(`${target}/api/library`, { credentials: 'include', ...init });
        return `${reply.type} ${await reply.text()}`;
      } catch {
        return 'blocked';
      }
    };
    return [await outcome({}), await outcome({ mode: 'no-cors' })];
  }, origin);
  expect(read).toEqual(['blocked', expect.stringMatching(/^(blocked|opaque )$/)]);

  const undo = JSON.stringify({ op: 'undo', id: '0b6c2b1e-0000-4000-8000-000000000009' });
  await stranger.evaluate(
    async ([target, body]) => {
      const send = (init: RequestInit) =>
        fetch(`${target ?? ''}/api/operations`, { method: 'POST', credentials: 'include', ...init })
          .then(() => undefined)
          .catch(() => undefined);
      await send({ body: body ?? '', mode: 'no-cors' });
      await send({ body: body ?? '', headers: { 'content-type': 'application/json' } });
      const form = document.createElement('form');
      form.method = 'post';
      form.action = `${target ?? ''}/api/operations`;
      form.enctype = 'text/plain';
      const field = document.createElement('input');
      field.name = body ?? '';
      form.append(field);
      document.body.append(form);
      form.submit();
    },
    [origin, undo],
  );
  await expect.poll(() => stranger.url()).toContain('/api/operations');
  expect(await glossator('annotations', '--library', server.library)).toBe(before);
  await stranger.close();
  evil.close();
});
