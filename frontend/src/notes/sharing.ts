// New values that keep what is old in them: only what changed is drawn again.

/** Give `next` with every part that equals the same part of `before` replaced by the old one. */
export function shareUnchanged<T>(before: unknown, next: T): T {
  if (Object.is(before, next)) return next;
  if (Array.isArray(next)) return shareList(before, next) as T;
  if (isRecord(next) && isRecord(before)) return shareRecord(before, next) as T;
  return next;
}

type Identified = Record<string, unknown>;

function shareList(before: unknown, next: unknown[]): unknown[] {
  if (!Array.isArray(before)) return next;
  const old = new Map(before.map((item: unknown, index) => [identity(item, index), item]));
  const shared = next.map((item, index) => shareUnchanged(old.get(identity(item, index)), item));
  const same = shared.length === before.length && shared.every((item, i) => item === before[i]);
  return same ? before : shared;
}

function shareRecord(before: Identified, next: Identified): Identified {
  const shared = Object.fromEntries(
    Object.entries(next).map(([name, value]) => [name, shareUnchanged(before[name], value)]),
  );
  const names = Object.keys(shared);
  const same =
    names.length === Object.keys(before).length &&
    names.every((name) => shared[name] === before[name]);
  return same ? before : shared;
}

/** Sections are told by their key, lines by their annotation, pens by id, the rest by place. */
function identity(item: unknown, index: number): unknown {
  if (!isRecord(item)) return index;
  return item['key'] ?? item['annotation'] ?? item['entry'] ?? item['id'] ?? index;
}

function isRecord(value: unknown): value is Identified {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
