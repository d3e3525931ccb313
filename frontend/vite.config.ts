import { fileURLToPath } from 'node:url';
import { svelte } from '@sveltejs/vite-plugin-svelte';
import { defineConfig } from 'vite';
import { compressed } from './build/compress.ts';
import { paperFonts } from './build/paper-fonts.ts';

const here = (path: string) => fileURLToPath(new URL(path, import.meta.url));

/** Where `glossator serve` listens unless told otherwise; `npm run dev` sends it what is not a file. */
const server = process.env.GLOSSATOR_SERVER ?? 'http://127.0.0.1:8420';

export default defineConfig({
  plugins: [
    svelte(),
    compressed(),
    paperFonts(here('node_modules/source-serif'), here('../src/glossator/exchange/fonts')),
  ],
  build: {
    outDir: '../src/glossator/web/static',
    emptyOutDir: true,
    // Browsers that draw marks with the Custom Highlight API.
    target: ['chrome111', 'firefox140', 'safari17.2'],
    // Fonts and pictures stay files: the content security policy allows no data: addresses.
    assetsInlineLimit: 0,
    modulePreload: { polyfill: false },
    license: { fileName: 'licences.md' },
  },
  server: {
    // The server takes writes from its own address only; here the page comes from another.
    proxy: { '/api': { target: server, changeOrigin: true, headers: { origin: server } } },
  },
});
