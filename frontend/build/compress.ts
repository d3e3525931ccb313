// Writes NAME.gz beside each built file that shrinks, so that the server only has to send it.

import { readdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import type { Plugin } from 'vite';

const SHRINKS = /\.(css|html|js|json|svg|txt)$/;
/** Below one network packet nothing is gained. */
const SMALLEST_BYTES = 1024;

export function compressed(): Plugin {
  return {
    name: 'glossator:compressed',
    apply: 'build',
    async writeBundle({ dir = '' }) {
      const names = await readdir(dir, { recursive: true });
      const paths = names.filter((name) => SHRINKS.test(name)).map((name) => join(dir, name));
      await Promise.all(paths.map(compress));
    },
  };
}

async function compress(path: string): Promise<void> {
  const content = await readFile(path);
  if (content.length >= SMALLEST_BYTES) {
    await writeFile(`${path}.gz`, gzipSync(content, { level: 9 }));
  }
}
