import { describe, expect, it } from 'vitest';
import { freeName, withMarks, withNames } from './link-names.ts';

const A = '00000000-0000-4000-8000-00000000000a';
const B = '00000000-0000-4000-8000-00000000000b';

describe('links in the field', () => {
  it('stand by their words, and are kept with their marks', () => {
    const text = `See [[${A}|the heron]] and [[${B}]], not [[this]].`;
    const { shown, names } = withNames(text, 'mark');
    expect(shown).toBe('See [[the heron]] and [[mark]], not [[this]].');
    expect(withMarks(shown, names)).toBe(`See [[${A}|the heron]] and [[${B}|mark]], not [[this]].`);
  });

  it('are told apart by numbers where their words are the same', () => {
    const { shown, names } = withNames(`[[${A}|x]] [[${B}|x]] [[${A}|x]]`, 'mark');
    expect(shown).toBe('[[x]] [[x (2)]] [[x]]');
    expect(withMarks(shown, names)).toBe(`[[${A}|x]] [[${B}|x (2)]] [[${A}|x]]`);
    expect(freeName('x', B, names)).toBe('x (2)');
  });

  it('keep their mark when their words are changed', () => {
    const { names } = withNames(`[[${A}|x]] [[${B}|y]]`, 'mark');
    expect(withMarks('[[x]] [[why]]', names)).toBe(`[[${A}|x]] [[${B}|why]]`);
    expect(withMarks('[[y]]', names)).toBe(`[[${B}|y]]`);
  });
});
