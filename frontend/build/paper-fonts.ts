// Gives the PDF writer its fonts: Typst reads no WOFF2, so the TTF cuts go into the Python package.

import { copyFile, mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import type { Plugin } from 'vite';

const CUTS = ['Regular', 'It', 'Semibold', 'SemiboldIt', 'Bold', 'BoldIt'];

export function paperFonts(from: string, to: string): Plugin {
  return {
    name: 'glossator:paper-fonts',
    apply: 'build',
    async writeBundle() {
      await mkdir(to, { recursive: true });
      const fonts = CUTS.map((cut) => `SourceSerif4-${cut}.ttf`);
      await Promise.all(fonts.map((font) => copyFile(join(from, 'TTF', font), join(to, font))));
      await copyFile(join(from, 'LICENSE.md'), join(to, 'LICENSE.md'));
    },
  };
}
