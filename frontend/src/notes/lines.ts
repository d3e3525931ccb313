// Looking through notes, and changing one line of them ahead of the server.

import type { Notes, NotesLine, NotesSection, Written } from '../api/types.ts';

/** Give the lines of a section and of all below it, in order. */
export function linesOf(section: NotesSection): NotesLine[] {
  const paired = section.pairs.flatMap(({ first, second }) => [first, second]);
  const own = [...section.lines, ...paired.filter((line) => line !== null)];
  return [...own, ...section.sections.flatMap(linesOf)];
}

/** Give the topics under which an annotation stands, each once. */
export function topicsOfLine(sections: readonly NotesSection[], annotation: string): string[] {
  const topics = new Set<string>();
  const visit = (section: NotesSection, above: string | null) => {
    const topic = section.topic ?? above;
    const here = linesOf({ ...section, sections: [] });
    if (topic && here.some((line) => line.annotation === annotation)) topics.add(topic);
    for (const below of section.sections) visit(below, topic);
  };
  for (const section of sections) visit(section, null);
  return [...topics];
}

/** Give notes in which an annotation's own words read otherwise. */
export function withOwnWords(notes: Notes, annotation: string, words: string): Notes {
  const inLine = <Kind extends NotesLine | null>(line: Kind): Kind =>
    line?.annotation === annotation ? { ...line, own_words: words } : line;
  const inSection = (section: NotesSection): NotesSection => ({
    ...section,
    lines: section.lines.map(inLine),
    pairs: section.pairs.map((pair) => ({
      ...pair,
      first: inLine(pair.first),
      second: inLine(pair.second),
    })),
    sections: section.sections.map(inSection),
  });
  return { ...notes, sections: notes.sections.map(inSection) };
}

/** Give notes in which an entry reads otherwise. */
export function withEntry(notes: Notes, entry: Written): Notes {
  const inList = (written: Written[]) =>
    written.map((own) => (own.entry === entry.entry ? { ...entry, after: own.after } : own));
  const inSection = (section: NotesSection): NotesSection => ({
    ...section,
    written: inList(section.written),
    sections: section.sections.map(inSection),
  });
  return {
    ...notes,
    written: inList(notes.written),
    sections: notes.sections.map(inSection),
  };
}

const ROWS_OF_PICTURE = 8;

/** Estimate the height of a section in lines of type, for its place while it is not drawn. */
export function estimateRows(section: NotesSection): number {
  const letters = (line: NotesLine) => (line.own_words || line.quote).length;
  const picture = (line: NotesLine) => (line.place.area ? ROWS_OF_PICTURE : 0);
  const rows = (line: NotesLine) => 1 + Math.ceil(letters(line) / 70) + picture(line);
  const own = section.written.reduce((sum, { text }) => sum + 1 + Math.ceil(text.length / 70), 0);
  return linesOf(section).reduce((sum, line) => sum + rows(line), 2 + own);
}
