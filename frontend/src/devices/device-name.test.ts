import { expect, test } from 'vitest';
import { deviceName, grouped } from './device-name.ts';

test('a device is called by what it looks like', () => {
  expect(deviceName({ touch: true, side: 390 })).toBe('Phone');
  expect(deviceName({ touch: true, side: 820 })).toBe('Tablet');
  expect(deviceName({ touch: false, side: 390 })).toBe('Computer');
});

test('a code is read in groups of four', () => {
  expect(grouped('12345678')).toBe('1234 5678');
  expect(grouped('')).toBe('');
});
