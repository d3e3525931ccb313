import { expect, test } from 'vitest';
import { crc32, zip } from './zip.ts';

const bytes = (text: string) => new TextEncoder().encode(text);

test('the checksum is that of the standard', () => {
  expect(crc32(bytes('123456789'))).toBe(0xcbf43926);
  expect(crc32(bytes(''))).toBe(0);
});

test('an archive tells of every file where it lies, how long it is and what its checksum is', async () => {
  const page = '<p>A tame heron.</p>';
  const style = 'p { color: teal }';
  const made = zip([
    { name: 'crane.html', data: bytes(page) },
    { name: 'crane_files/flügel.css', data: bytes(style) },
  ]);
  expect(listed(new DataView(await made.arrayBuffer()))).toEqual([
    ['crane.html', crc32(bytes(page)), page],
    ['crane_files/flügel.css', crc32(bytes(style)), style],
  ]);
});

/** Read an archive by its directory, as other programs do. */
function listed(view: DataView): [name: string, checksum: number, content: string][] {
  const end = view.byteLength - 22;
  expect(view.getUint32(end, true)).toBe(0x06054b50);
  const text = (at: number, length: number) =>
    new TextDecoder().decode(new Uint8Array(view.buffer, at, length));
  const found: [string, number, string][] = [];
  let at = view.getUint32(end + 16, true);
  for (let left = view.getUint16(end + 10, true); left > 0; left--) {
    const [size, nameSize] = [view.getUint32(at + 24, true), view.getUint16(at + 28, true)];
    const local = view.getUint32(at + 42, true);
    const content = local + 30 + view.getUint16(local + 26, true);
    found.push([text(at + 46, nameSize), view.getUint32(at + 16, true), text(content, size)]);
    at += 46 + nameSize;
  }
  return found;
}
