import { describe, expect, test } from 'vitest';
import { pointLength, pointsBefore, slicePoints, unitsBefore } from './offsets.ts';

const SOFT_HYPHEN = 'con\u00adtract';
const EMOJI = 'a👍b👩‍⚖️';

describe('code points and units', () => {
  test('are the same where all characters are in the basic plane', () => {
    expect(pointLength(SOFT_HYPHEN)).toBe(9);
    expect(pointsBefore(SOFT_HYPHEN, 5)).toBe(5);
    expect(unitsBefore(SOFT_HYPHEN, 5)).toBe(5);
  });

  test('differ by one for each character outside it', () => {
    expect(pointLength('a👍b')).toBe(3);
    expect(pointsBefore('a👍b', 3)).toBe(2);
    expect(unitsBefore('a👍b', 2)).toBe(3);
    expect(slicePoints('a👍b', 1, 2)).toBe('👍');
  });

  test('a place inside a pair is the place before it', () => {
    expect(pointsBefore('a👍b', 2)).toBe(1);
  });

  test('a lone surrogate counts as one character', () => {
    expect(pointLength('a\ud83d')).toBe(2);
    expect(unitsBefore('\ud83da', 1)).toBe(1);
  });

  test('there and back gives every code point its own place', () => {
    for (let point = 0; point <= pointLength(EMOJI); point++) {
      expect(pointsBefore(EMOJI, unitsBefore(EMOJI, point))).toBe(point);
    }
    expect(pointLength(EMOJI)).toBe(Array.from(EMOJI).length);
  });

  test('places past the end are the end', () => {
    expect(unitsBefore(EMOJI, 99)).toBe(EMOJI.length);
    expect(pointsBefore(EMOJI, 99)).toBe(Array.from(EMOJI).length);
  });
});
