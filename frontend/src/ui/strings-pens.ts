// The sentences about pen systems: their groups, contrast, versions, files and courses.

const count = (n: number, one: string, many: string): string =>
  `${n.toLocaleString('en-GB')} ${n === 1 ? one : many}`;

const grounds = {
  light: 'light paper',
  dark: 'dark paper',
  sepia: 'sepia paper',
  'contrast-light': 'white paper',
  'contrast-dark': 'black paper',
} as const;

export const penStrings = {
  group: 'Group',
  groupHint: 'Pens of a group stand together under its name.',
  groupName: (name: string) => `Name of the group ${name}`,
  noGroup: 'In no group',
  grounds,
  groundNames: { light: 'Light', dark: 'Dark', sepia: 'Sepia' },
  contrast: 'Contrast',
  paper: 'Paper',
  line: 'Line',
  words: 'Words on its fill',
  ratio: (value: number) => `${value.toFixed(1)} : 1`,
  tooWeak: 'too weak',
  allReadable: 'Its line and the words on it can be seen well on every paper.',
  shortLine: (ground: keyof typeof grounds, value: number, needed: number) =>
    `On ${grounds[ground]} its line reaches ${value.toFixed(1)} : 1 and needs ${needed} : 1, so it is drawn nearer to the ink than you chose.`,
  shortWords: (ground: keyof typeof grounds, value: number, needed: number) =>
    `On ${grounds[ground]} words on its fill reach ${value.toFixed(1)} : 1 and need ${needed} : 1, so its fill is drawn paler than you chose.`,
  mend: (colour: string) => `Mend it: take ${colour}`,
  marks: (n: number) => count(n, 'mark', 'marks'),
} as const;
