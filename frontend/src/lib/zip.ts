/** A ZIP archive of files as they are, not compressed: what is sent of a saved web page. */

export interface ZipEntry {
  /** With "/" between folders. */
  name: string;
  data: Uint8Array;
}

type Bytes = Uint8Array<ArrayBuffer>;

const LOCAL = 0x04034b50;
const CENTRAL = 0x02014b50;
const END = 0x06054b50;
/** Names are UTF-8. */
const UTF8_FLAG = 0x0800;
const VERSION = 20;
/** 1 January 1980: no date. */
const NO_DATE = 0x21;

/** Pack files into an archive (APPNOTE 6.3.10, method 0). */
export function zip(entries: readonly ZipEntry[]): Blob {
  const parts: Bytes[] = [];
  const directory: Bytes[] = [];
  let at = 0;
  for (const { name, data } of entries) {
    const path = new TextEncoder().encode(name);
    const described = description(path, data);
    const local = joined([numbers([[4, LOCAL]]), described, path]);
    const before = numbers([
      [4, CENTRAL],
      [2, VERSION],
    ]);
    const place = numbers([
      [2, 0],
      [2, 0],
      [2, 0],
      [4, 0],
      [4, at],
    ]);
    directory.push(joined([before, described, place, path]));
    parts.push(local, new Uint8Array(data));
    at += local.length + data.length;
  }
  const listed = joined(directory);
  const end = numbers([
    [4, END],
    [4, 0],
    [2, entries.length],
    [2, entries.length],
    [4, listed.length],
    [4, at],
    [2, 0],
  ]);
  return new Blob([...parts, listed, end], { type: 'application/zip' });
}

/** What the local header and the directory say of an entry in the same order. */
function description(path: Uint8Array, data: Uint8Array): Bytes {
  return numbers([
    [2, VERSION],
    [2, UTF8_FLAG],
    [2, 0],
    [2, 0],
    [2, NO_DATE],
    [4, crc32(data)],
    [4, data.length],
    [4, data.length],
    [2, path.length],
    [2, 0],
  ]);
}

/** Write numbers, each in so many bytes, the least significant first. */
function numbers(fields: readonly (readonly [size: 2 | 4, value: number])[]): Bytes {
  const bytes = new Uint8Array(fields.reduce((sum, [size]) => sum + size, 0));
  const view = new DataView(bytes.buffer);
  let at = 0;
  for (const [size, value] of fields) {
    if (size === 2) view.setUint16(at, value, true);
    else view.setUint32(at, value, true);
    at += size;
  }
  return bytes;
}

function joined(parts: readonly Uint8Array[]): Bytes {
  const whole = new Uint8Array(parts.reduce((sum, part) => sum + part.length, 0));
  let at = 0;
  for (const part of parts) {
    whole.set(part, at);
    at += part.length;
  }
  return whole;
}

const POLYNOMIAL = 0xedb88320;
const table = Uint32Array.from({ length: 256 }, (_, n) => {
  let value = n;
  for (let bit = 0; bit < 8; bit++) value = value & 1 ? POLYNOMIAL ^ (value >>> 1) : value >>> 1;
  return value;
});

/** The checksum of ZIP (CRC-32, ISO 3309). */
export function crc32(data: Uint8Array): number {
  let value = 0xffffffff;
  for (const byte of data) value = (table[(value ^ byte) & 0xff] ?? 0) ^ (value >>> 8);
  return (value ^ 0xffffffff) >>> 0;
}
