import { expect, test } from 'vitest';
import { fileName } from './save-file.ts';

test.each([
  ['attachment; filename="notes.pdf"', 'notes.pdf'],
  [
    `attachment; filename="x.pdf"; filename*=UTF-8''R.%20v.%20%C3%89tienne.pdf`,
    'R. v. Étienne.pdf',
  ],
  ['attachment', ''],
])('%s names the file', (header, name) => {
  expect(fileName(header)).toBe(name);
});
