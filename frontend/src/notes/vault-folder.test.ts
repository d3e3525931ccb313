import { expect, it } from 'vitest';
import { pathWithin, readFolder } from './vault-folder.ts';

function file(path: string, text: string): File {
  const made = new File([text], path.split('/').at(-1) ?? '');
  Object.defineProperty(made, 'webkitRelativePath', { value: path });
  return made;
}

it('a folder gives its Markdown files by path, and its base', async () => {
  const folder = await readFolder([
    file('vault/Torts/Outline.md', 'One.'),
    file('vault/.glossator/base.json', '{"plain": []}'),
    file('vault/.obsidian/notes.md', 'hidden'),
    file('vault/map.png', 'x'),
  ]);
  expect(folder).toEqual({ files: { 'Torts/Outline.md': 'One.' }, base: { plain: [] } });
});

it('a file chosen by itself is known by its name', () => {
  expect(pathWithin({ name: 'a.md', webkitRelativePath: '' })).toBe('a.md');
});

it('a base that cannot be read is refused in a sentence', async () => {
  await expect(readFolder([file('v/.glossator/base.json', '[[')])).rejects.toThrow(
    'cannot be read',
  );
});
