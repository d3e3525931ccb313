import { expect, test } from 'vitest';
import { LINK_KINDS, linkSentence, linkVerb } from './link-words.ts';

const other = {
  id: 'a',
  source: 's',
  source_title: 'Commonwealth v. Penhale',
  pen: 'rule',
  quote: 'malice aforethought',
  own_words: '',
  pinpoint: '214',
};

test('a link is a sentence from either end', () => {
  const where = '“malice aforethought” (Commonwealth v. Penhale, 214)';
  expect(linkSentence('distinguishes', 'to', other)).toBe(`distinguishes ${where}`);
  expect(linkSentence('distinguishes', 'of', other)).toBe(`is distinguished by ${where}`);
});

test('every listed kind has words for both ends', () => {
  expect(LINK_KINDS).toHaveLength(6);
  for (const kind of LINK_KINDS) expect(linkVerb(kind, 'to')).not.toBe(linkVerb(kind, 'of'));
});

test('a kind in the reader’s own word stands as it is, whatever word it is', () => {
  expect(linkVerb('narrows', 'to')).toBe('narrows');
  expect(linkVerb('narrows', 'of')).toContain('“narrows”');
  expect(linkVerb('constructor', 'to')).toBe('constructor');
});

test('own words go before the quote, and a place that is not known is left out', () => {
  const said = linkSentence('follows', 'to', { ...other, own_words: 'Intent.', pinpoint: '' });
  expect(said).toBe('follows “Intent.” (Commonwealth v. Penhale)');
});
