/** The replies that the program's own tests have recorded pass the page's checks. */
import { readdirSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { expect, test } from 'vitest';
import * as replies from './replies.ts';
import type { Check } from './validate.ts';

const folder = fileURLToPath(new URL('../../../tests/golden/api/', import.meta.url));

const CHECKS: Record<string, Check<unknown>> = {
  annotations: replies.annotationsView,
  brief: replies.notesView,
  error: replies.errorReply,
  library: replies.libraryView,
  operation: replies.operationReply,
  outline: replies.notesView,
  presets: replies.presets,
  source: replies.sourceView,
  text: replies.textView,
};

const recorded = (name: string): unknown =>
  JSON.parse(readFileSync(`${folder}${name}.json`, 'utf8')) as unknown;

test('every recorded reply has its check', () => {
  const names = readdirSync(folder).map((file) => file.replace('.json', ''));
  expect(names.sort()).toEqual(Object.keys(CHECKS).sort());
});

test.each(Object.entries(CHECKS))('the reply %s is what the page expects', (name, check) => {
  expect(() => check(recorded(name))).not.toThrow();
});

test('a reply that lacks a field is refused with the path to it', () => {
  const library = recorded('library') as { sources: Record<string, unknown>[] };
  delete library.sources[0]?.title;
  expect(() => replies.libraryView(library)).toThrow(/sources.*title/);
});
