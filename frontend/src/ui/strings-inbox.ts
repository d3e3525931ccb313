// The sentences of the inbox of foreign marks.

import { figures } from './figures.ts';

const marks: Record<string, [one: string, many: string]> = {
  highlight: ['highlight', 'highlights'],
  underline: ['underlined passage', 'underlined passages'],
  'strike-out': ['struck-out passage', 'struck-out passages'],
  note: ['note', 'notes'],
  '': ['mark', 'marks'],
};

const colours: Record<string, string> = {
  red: 'red',
  orange: 'orange',
  brown: 'brown',
  yellow: 'yellow',
  green: 'green',
  blue: 'blue',
  purple: 'purple',
  pink: 'pink',
  grey: 'grey',
  black: 'black',
  white: 'white',
};

function counted(n: number, kind: string, colour = ''): string {
  const [one, many] = marks[kind] ?? ['mark', 'marks'];
  const words = [figures(n), colours[colour], n === 1 ? one : many];
  return words.filter(Boolean).join(' ');
}

export const inboxStrings = {
  line: (n: number, kind: string) =>
    `${counted(n, kind)} from another program: sort ${n === 1 ? 'it' : 'them'} in`,
  title: 'Marks from another program',
  explain: 'Choose a pen for each kind. The file itself stays as it is.',
  group: (n: number, kind: string, colour: string, author: string) =>
    counted(n, kind, colour) + (author ? ` by ${author}` : ''),
  comments: (n: number) =>
    n === 1 ? '1 has a comment, which comes along.' : `${n} have comments, which come along.`,
  pen: 'Pen',
  later: 'Not now',
  leaveOut: 'Leave out',
  leaveOutAll: (n: number) => (n === 1 ? 'Leave it out' : `Leave all ${n} out`),
  leaveOutOne: (words: string) => `Leave out “${words}”`,
  showAll: (n: number) => `Show all ${n}`,
  showFirst: (shown: number, n: number) => `Show the first ${shown} of ${n}`,
  onPage: (page: number) => `on page ${page} of the file`,
  wordless: 'A place without words',
  adopt: (n: number) => (n === 1 ? 'Sort in 1 mark' : `Sort in ${n} marks`),
  adopted: (n: number) => (n === 1 ? '1 mark was sorted in.' : `${n} marks were sorted in.`),
  dismissed: (n: number) => (n === 1 ? '1 mark was left out.' : `${n} marks were left out.`),
  leftOut: (n: number) => (n === 1 ? '1 mark was left out before.' : `${n} were left out before.`),
  bringBack: (n: number) => (n === 1 ? 'Bring it back' : 'Bring them back'),
  nothing: 'Nothing waits here any more.',
};
