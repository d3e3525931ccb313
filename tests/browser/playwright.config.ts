import { existsSync } from 'node:fs';
import { defineConfig } from '@playwright/test';

const installed = ['/usr/bin/chromium', '/usr/bin/chromium-browser', '/usr/bin/google-chrome'];
const chromium = process.env['CHROMIUM'] ?? installed.find((path) => existsSync(path));
if (!chromium)
  throw new Error('No Chromium was found. Install it, or name it: CHROMIUM=/path/to/it');

// Chromium as root refuses its sandbox; the rest keeps it from looking for its maker's servers.
const args = [
  ...(process.getuid?.() === 0 ? ['--no-sandbox'] : []),
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-gpu',
  '--disable-quic',
  '--disable-sync',
  '--no-first-run',
];

export default defineConfig({
  testMatch: '*.spec.ts',
  outputDir: 'results',
  fullyParallel: true,
  workers: 2,
  timeout: 60_000,
  expect: { timeout: 10_000 },
  forbidOnly: 'CI' in process.env,
  // A busy machine may be late once; what passes only then is listed as flaky.
  retries: 'CI' in process.env ? 1 : 0,
  reporter: 'list',
  use: {
    launchOptions: { executablePath: chromium, args },
    viewport: { width: 1280, height: 900 },
    locale: 'en-GB',
    timezoneId: 'UTC',
    screenshot: 'only-on-failure',
    trace: 'retain-on-failure',
  },
});
