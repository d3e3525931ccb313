// The sentences of the reading room: finding, going, how it looks, time; the rest is in `strings.ts`.

const count = (n: number, one: string, many: string) =>
  `${n.toLocaleString('en-GB')} ${n === 1 ? one : many}`;

export const roomStrings = {
  find: {
    title: 'Find in the text',
    open: 'Find',
    label: 'Words to find',
    case: 'Capitals count',
    whole: 'Whole words',
    pattern: 'Regular expression',
    marks: 'In marks only',
    next: 'Next hit',
    previous: 'Previous hit',
    close: 'Close',
    hits: (n: number, more: boolean) =>
      more ? `${n.toLocaleString('en-GB')}+ hits` : count(n, 'hit', 'hits'),
    hitOf: (at: number, hits: string) => `${at} of ${hits}`,
    none: 'Not in this text.',
    noneInMarks: 'Not in its marks.',
    list: 'Hits',
    control: 'Ctrl F finds here, not in the browser',
  },
  travel: {
    back: 'Back to where you were',
    forward: 'Forward again',
  },
  look: {
    title: 'How the text looks',
    open: 'Look',
    face: 'Typeface',
    faces: {
      serif: 'Source Serif',
      literata: 'Literata',
      atkinson: 'Atkinson Hyperlegible',
      dyslexic: 'OpenDyslexic',
      system: 'The system’s serif',
    },
    size: 'Size',
    leading: 'Line height',
    measure: 'Width',
    theme: 'Colours',
    justified: 'Lines of one length',
    hyphens: 'Hyphens at line ends',
    time: 'Count the time I read',
    timeHint: 'In this library only, while you read; in no export.',
    forget: 'Forget all times',
    forgotten: 'No times are kept any more.',
    reset: 'As it was',
    pixels: (n: number) => `${n} px`,
    characters: (n: number) => `${n} characters`,
    smaller: (what: string) => `${what}: less`,
    larger: (what: string) => `${what}: more`,
  },
  focus: {
    on: { margin: 'Only text and margin. Esc leaves.', text: 'Only the text. Esc leaves.' },
    off: 'Everything is shown again.',
  },
  beside: {
    title: 'Read another source beside this one',
    open: 'Beside',
    filter: 'Source',
    none: 'There is no other source with a text.',
    close: (title: string) => `Close ${title}`,
    switch: 'The other source',
    now: (title: string) => `Reading ${title}`,
    panes: 'Two sources',
  },
  time: {
    read: (time: string) => `Read for ${time}`,
    hours: (hours: number, minutes: number) => `${hours} h ${minutes} min`,
    minutes: (minutes: number) => `${minutes} min`,
  },
  contents: {
    marked: (percent: number) => `${percent} % marked`,
    under: (percent: number) => (percent === 0 ? 'less than 1 % marked' : `${percent} % marked`),
    unfold: (title: string) => `Show what is under ${title}`,
    fold: (title: string) => `Hide what is under ${title}`,
  },
  more: 'More',
} as const;
