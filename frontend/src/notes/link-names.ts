// Links to marks as they stand in the field while one writes: by their words, without ids.

const LINK = /\[\[([0-9a-f-]{36})(?:\|([^[\]\n]*))?\]\]/g;
const NAMED = /\[\[([^[\]\n]+)\]\]/g;

/** The mark that each name in double brackets stands for, in the order of the text. */
export type LinkNames = readonly { readonly name: string; readonly mark: string }[];

export interface Shown {
  shown: string;
  names: LinkNames;
}

/** Show links by their words: "[[id|words]]" is "[[words]]"; names are told apart by numbers. */
export function withNames(text: string, nameless: string): Shown {
  const names: { name: string; mark: string }[] = [];
  const shown = text.replace(LINK, (_whole, mark: string, words?: string) => {
    const name = freeName(words || nameless, mark, names);
    names.push({ name, mark });
    return `[[${name}]]`;
  });
  return { shown, names };
}

/**
 * Give the text as it is kept. A name that was changed is the one of the links in its place
 * that is missing; what never was a link stays as it was typed.
 */
export function withMarks(shown: string, names: LinkNames): string {
  const there = [...shown.matchAll(NAMED)].map((found) => found[1] ?? '');
  const missing = names.filter(({ name }) => !there.includes(name));
  return shown.replace(NAMED, (whole, name: string) => {
    const known = names.find((each) => each.name === name) ?? missing.shift();
    return known ? `[[${known.mark}|${name}]]` : whole;
  });
}

/** Give a name that stands for no other mark. */
export function freeName(words: string, mark: string, names: LinkNames): string {
  let name = words;
  for (let n = 2; names.some((each) => each.name === name && each.mark !== mark); n += 1)
    name = `${words} (${n})`;
  return name;
}
