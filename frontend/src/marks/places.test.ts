import { expect, test } from 'vitest';
import { findPlace, headingAt, pageStarts, pinpointAt } from './places.ts';

const pages = [
  { index: 0, label: '', start: 0 },
  { index: 1, label: '', start: 100 },
];
const pin = (scheme: string, label: string, start: number) => ({ scheme, label, start, part: '' });

test('a star page is cited before a printed page', () => {
  const pinpoints = [pin('printed-page', '3', 0), pin('star-page:S. Ct.', '425', 20)];
  expect(pinpointAt({ pinpoints, pages }, 50)).toBe('*425');
});

test('a paragraph is cited with its sign', () => {
  expect(pinpointAt({ pinpoints: [pin('paragraph', '12', 10)], pages }, 30)).toBe('¶ 12');
});

test('before the first number there is none', () => {
  expect(pinpointAt({ pinpoints: [pin('paragraph', '12', 10)], pages: [] }, 5)).toBe('');
});

test('a page without a label goes by its number', () => {
  expect(pageStarts({ pinpoints: [], pages })).toEqual([
    { label: '1', start: 0 },
    { label: '2', start: 100 },
  ]);
});

test('a page that is come back to after its notes is named once', () => {
  const pinpoints = ['3', '4', '3', '4'].map((label, i) => pin('printed-page', label, i * 10));
  expect(pageStarts({ pinpoints, pages: [] })).toEqual([
    { label: '3', start: 0 },
    { label: '4', start: 10 },
  ]);
});

test('a place is found by its number, with or without a sign', () => {
  const pinpoints = [pin('printed-page', '12', 0), pin('paragraph', '12', 70)];
  expect(findPlace({ pinpoints, pages }, 'p. 12')).toBe(0);
  expect(findPlace({ pinpoints, pages }, '¶ 12')).toBe(70);
  expect(findPlace({ pinpoints, pages }, '2')).toBe(100);
  expect(findPlace({ pinpoints, pages }, '99')).toBeUndefined();
});

test('a source is cited by the scheme that its reader prefers', () => {
  const pinpoints = [pin('printed-page', '3', 0), pin('paragraph', '12', 0)];
  expect(pinpointAt({ pinpoints, pages, preferred_scheme: 'paragraph' }, 50)).toBe('¶ 12');
});

test('a bare number is a page, not a footnote', () => {
  const pinpoints = [pin('footnote', '3', 90), pin('printed-page', '3', 20)];
  expect(findPlace({ pinpoints, pages: [] }, '3')).toBe(20);
  expect(findPlace({ pinpoints, pages: [] }, 'n. 3')).toBe(90);
});

test('a place stands under the last heading before it', () => {
  const contents = [
    { title: 'I', level: 1, start: 10 },
    { title: 'II', level: 1, start: 50 },
  ];
  expect(headingAt(contents, 49)?.title).toBe('I');
  expect(headingAt(contents, 5)).toBeUndefined();
});

test('lines are named and found by their page', () => {
  const lines = [
    { scheme: 'line', part: '14', label: '3', start: 5 },
    { scheme: 'line', part: '14', label: '4', start: 15 },
    { scheme: 'line', part: '', label: '', start: 25 },
  ];
  const pinpoints = [...lines, pin('printed-page', '3', 40)];
  const source = { pinpoints, pages: [], preferred_scheme: 'line' };
  expect(pinpointAt(source, 16)).toBe('14:4');
  expect(pinpointAt(source, 30)).toBe('');
  expect(findPlace(source, '14:4')).toBe(15);
  expect(findPlace(source, '3')).toBe(40);
});

test('after the end of the numbers nothing is named', () => {
  const pinpoints = [pin('paragraph', '12', 10), pin('paragraph', '', 30)];
  expect(pinpointAt({ pinpoints, pages: [] }, 20)).toBe('¶ 12');
  expect(pinpointAt({ pinpoints, pages: [] }, 35)).toBe('');
  expect(findPlace({ pinpoints, pages: [] }, '¶')).toBeUndefined();
});
