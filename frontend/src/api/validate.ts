/**
 * Small validators that turn parsed JSON into typed values.
 *
 * A check returns the value, typed, or throws a Mismatch that names the place.
 * The place is put together only when something fails, so that twenty thousand
 * annotations cost no more than reading their fields.
 */

export type Check<T> = (value: unknown) => T;

/** A reply that is not what the contract says; `path` is where, "annotations[3].pen". */
export class Mismatch extends Error {
  override name = 'Mismatch';
  readonly expected: string;
  path = '';

  constructor(expected: string) {
    super(`expected ${expected}`);
    this.expected = expected;
  }

  /** Put a step in front of the path, on the way out of a nested value. */
  within(step: string): this {
    this.path = step + (this.path === '' || this.path.startsWith('[') ? '' : '.') + this.path;
    this.message = `${this.path}: expected ${this.expected}`;
    return this;
  }
}

export const string: Check<string> = (value) => {
  if (typeof value !== 'string') throw new Mismatch('a string');
  return value;
};

export const number: Check<number> = (value) => {
  if (typeof value !== 'number') throw new Mismatch('a number');
  return value;
};

export const boolean: Check<boolean> = (value) => {
  if (typeof value !== 'boolean') throw new Mismatch('true or false');
  return value;
};

/** One of a few words. */
export function oneOf<const Words extends readonly string[]>(words: Words): Check<Words[number]> {
  return (value) => {
    const word = words.find((candidate) => candidate === value);
    if (word === undefined) throw new Mismatch(`one of ${words.join(', ')}`);
    return word;
  };
}

export function nullable<T>(check: Check<T>): Check<T | null> {
  return (value) => (value === null ? null : check(value));
}

/** A field that may be left out; `fallback` is made anew each time. */
export function optional<T>(check: Check<T>, fallback: () => T): Check<T> {
  return (value) => (value === undefined ? fallback() : check(value));
}

export const optionalString = optional(string, () => '');

export function array<T>(check: Check<T>): Check<T[]> {
  return (value) => {
    if (!Array.isArray(value)) throw new Mismatch('a list');
    const checked: T[] = [];
    let i = 0;
    try {
      for (; i < value.length; i++) checked.push(check(value[i]));
    } catch (error) {
      throw error instanceof Mismatch ? error.within(`[${i}]`) : error;
    }
    return checked;
  };
}

export const optionalList = <T>(check: Check<T>): Check<T[]> => optional(array(check), () => []);

type Fields<T> = { readonly [Key in keyof T]-?: Check<T[Key]> };

/**
 * An object with these fields; others are left alone.
 *
 * It is the given object itself, which nobody else holds: what is left out or
 * travels differently is put into it.
 */
export function object<T extends object>(fields: Fields<T>): Check<T> {
  const { keys, checks } = listed(fields);
  return (value) => {
    if (typeof value !== 'object' || value === null) throw new Mismatch('an object');
    const given = value as Record<string, unknown>;
    return collect(keys, checks, (key) => given[key], given) as T;
  };
}

/** An object that travels as an array: the fields in the order they are listed. */
export function row<T extends object>(fields: Fields<T>): Check<T> {
  const { keys, checks } = listed(fields);
  return (value) => {
    if (!Array.isArray(value)) throw new Mismatch('a row of fields');
    const given = value as unknown[];
    return collect(keys, checks, (_key, position) => given[position], {}) as T;
  };
}

interface Listed {
  keys: string[];
  checks: Check<unknown>[];
}

const listed = <T extends object>(fields: Fields<T>): Listed => ({
  keys: Object.keys(fields),
  checks: Object.values<Check<unknown>>(fields),
});

function collect(
  keys: readonly string[],
  checks: readonly Check<unknown>[],
  read: (key: string, position: number) => unknown,
  into: Record<string, unknown>,
): Record<string, unknown> {
  let key = '';
  try {
    for (let i = 0; i < keys.length; i++) {
      key = keys[i] ?? '';
      const field = checks[i]?.(read(key, i));
      if (into[key] !== field) into[key] = field;
    }
  } catch (error) {
    throw error instanceof Mismatch ? error.within(key) : error;
  }
  return into;
}

export const pairOfNumbers: Check<[number, number]> = (value) => {
  if (!Array.isArray(value) || value.length !== 2) throw new Mismatch('a pair of numbers');
  return [number(value[0]), number(value[1])];
};

/** A pair whose parts are strings. */
export const pairOfStrings: Check<[string, string]> = (value) => {
  if (!Array.isArray(value) || value.length !== 2) throw new Mismatch('a pair of strings');
  return [string(value[0]), string(value[1])];
};

/** A check that is made when first used, for types that contain themselves. */
export function lazy<T>(make: () => Check<T>): Check<T> {
  let check: Check<T> | undefined;
  return (value) => (check ??= make())(value);
}
