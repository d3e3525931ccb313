import { expect, test } from 'vitest';
import { extended, kept, NONE_CHOSEN, toggled, toggledAll, type Choice } from './choosing.ts';

const IDS = ['a', 'b', 'c', 'd', 'e'];
const shown = ({ chosen }: Choice) => [...chosen].sort().join('');

test('a row is chosen and let go again', () => {
  const one = toggled(NONE_CHOSEN, 'b');
  expect(shown(one)).toBe('b');
  expect(shown(toggled(one, 'b'))).toBe('');
});

test('a range goes from the row that was chosen last, either way', () => {
  const one = toggled(toggled(NONE_CHOSEN, 'a'), 'c');
  expect(shown(extended(one, IDS, 'e'))).toBe('acde');
  expect(shown(extended(one, IDS, 'b'))).toBe('abc');
  expect(extended(one, IDS, 'e').anchor).toBe('c');
});

test('a range without a beginning is one row', () => {
  expect(shown(extended(NONE_CHOSEN, IDS, 'd'))).toBe('d');
  expect(shown(extended(toggled(NONE_CHOSEN, 'gone'), IDS, 'b'))).toBe('bgone');
  expect(extended(NONE_CHOSEN, IDS, 'nowhere')).toBe(NONE_CHOSEN);
});

test('all are chosen, and then none', () => {
  const all = toggledAll(toggled(NONE_CHOSEN, 'b'), IDS);
  expect(shown(all)).toBe('abcde');
  expect(toggledAll(all, IDS)).toBe(NONE_CHOSEN);
});

test('what is gone from the list is chosen no longer', () => {
  const two = toggled(toggled(NONE_CHOSEN, 'a'), 'e');
  expect(shown(kept(two, ['a', 'b']))).toBe('a');
  expect(kept(two, IDS)).toBe(two);
});
