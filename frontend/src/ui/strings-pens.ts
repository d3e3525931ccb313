// The sentences about pen systems: their groups, contrast, versions, files and courses.

import { count, figures } from './figures.ts';

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
  /** What the colours that are offered are called. */
  colours: {
    '#0072b2': 'Blue',
    '#56b4e9': 'Sky blue',
    '#009e73': 'Green',
    '#f0e442': 'Yellow',
    '#e69f00': 'Orange',
    '#d55e00': 'Vermilion',
    '#cc79a7': 'Pink',
    '#999999': 'Grey',
  },
  /** The fields that say what a pen is. */
  fieldsOf: (name: string) => `The pen ${name}`,
  mend: (colour: string) => `Mend it: take ${colour}`,
  marks: (n: number) => count(n, 'mark', 'marks'),

  all: 'All pens',
  about:
    'A pen system is a set of pens with the forms of notes they feed. Every course uses one; several courses may share one.',
  none: 'There are no pens yet. Make some from a preset, or add a course: it brings pens of its own.',
  addFromPreset: 'Make pens from a preset…',
  addTitle: 'Make pens from a preset',
  make: 'Make',
  importFile: 'Import a file…',
  more: (name: string) => `More for ${name}`,
  moreHere: 'More for these pens',
  rename: 'Rename…',
  renameTitle: 'Rename the pens',
  duplicate: 'Duplicate',
  saveFile: 'Save as a file',
  delete: 'Delete',
  deleted: (name: string) => `The pens ${name} are deleted.`,
  pens: (n: number) => count(n, 'pen', 'pens'),
  usedBy: (courses: readonly string[]) =>
    courses.length === 0 ? 'used by no course' : `used by ${courses.join(', ')}`,
  versions: 'Versions…',
  versionsTitle: (name: string) => `Versions of ${name}`,
  version: (number: number) => `Version ${number}`,
  versionsFrom: (first: number, last: number) => `Versions ${first}–${last}`,
  smallChanges: (n: number) => count(n, 'small change', 'small changes'),
  by: (actor: string, when: string) => (actor ? `${when}, ${actor}` : when),
  inForce: 'In force',
  restore: 'Restore',
  restoreLabel: (number: number) => `Restore version ${number}`,
  restored: (number: number) => `The pens are as in version ${number} again.`,
  noChange: 'Nothing that shows',

  usePens: 'Use other pens…',
  usePensTitle: (course: string) => `Other pens for ${course}`,
  usePensNow: (name: string) => `The course uses ${name} now.`,
  newPens: 'Pens to use',
  takesOver: 'Which pen takes over',
  takesOverFrom: (pen: string, marks: number) =>
    `Takes over from ${pen || 'a pen that is gone'} (${count(marks, 'mark', 'marks')})`,
  goneName: 'A pen that is gone',
  nothing: 'Not placed',
  retiredPen: (name: string) => `${name} (retired)`,
  likeness: {
    id: 'same pen',
    role: 'same role in notes',
    name: 'same name',
    meaning: 'nearest meaning',
    section: 'same section',
  } as Record<string, string>,
  allPlaced: 'Every mark gets a pen that takes over.',
  noMarks: 'No mark of this course has a pen yet, so only the pens change.',
  notPlaced: (n: number) =>
    n === 1
      ? '1 mark keeps its pen. In notes it stands under “Not placed”.'
      : `${figures(n)} marks keep their pens. In notes they stand under “Not placed”.`,
  oneStep: 'Course and marks change in one step, which can be undone.',
  move: 'Use these pens',
  theirPens: (system: string, courses: readonly string[]) =>
    courses.length === 0 ? system : `${system}, together with ${courses.join(', ')}`,
  shared: 'Pens there are',
  presets: 'New pens',
} as const;
