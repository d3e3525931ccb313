// @vitest-environment node
import { expect, test } from 'vitest';
import { bundled, type Dropped } from './dropped.ts';

const dropped = (path: string): Dropped => ({
  path,
  file: new File(['its content'], path.split('/').at(-1) ?? ''),
});

test('a saved page and its folder become one archive, other files stay as they are', async () => {
  const files = await bundled(
    [
      'week/crane.html',
      'week/crane_files/logo.png',
      'week/crane_files/deep/style.css',
      'week/weir.pdf',
      'other_files/alone.png',
    ].map(dropped),
  );
  expect(files.map(({ name }) => name)).toEqual(['crane.zip', 'weir.pdf', 'alone.png']);
  const archive = await files[0]?.text();
  expect(archive).toContain('crane_files/deep/style.css');
  expect(archive).not.toContain('week/');
});

test('a page without a folder is sent as it is', async () => {
  const files = await bundled([dropped('crane.html')]);
  expect(files.map(({ name }) => name)).toEqual(['crane.html']);
});
