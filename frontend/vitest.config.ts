import { svelte } from '@sveltejs/vite-plugin-svelte';
import { defineConfig } from 'vitest/config';

export default defineConfig({
  plugins: [svelte()],
  // Vitest runs in Node; Svelte's browser build is what the page uses.
  resolve: { conditions: ['browser'] },
  test: {
    environment: 'jsdom',
    include: ['src/**/*.test.ts', 'test/**/*.test.ts'],
    passWithNoTests: false,
    restoreMocks: true,
    // The tokens are read as text by tests of contrast; other style sheets are left empty.
    css: { include: [/tokens\.css/] },
  },
});
