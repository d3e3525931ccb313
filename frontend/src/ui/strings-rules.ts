// The sentences of rules: a pen proposed for words or a pattern, and what becomes of proposals.

import { count, figures } from './figures.ts';

export const ruleStrings = {
  title: 'Rules',
  menu: 'Rules…',
  about:
    'A rule proposes a pen wherever words or a pattern stand in the sources of this course. It marks nothing by itself: you accept or dismiss what it proposes.',
  empty:
    'There is no rule yet. Add one here, or select words in a book and press R: “Always propose this pen for …”.',
  add: 'Add a rule…',
  addTitle: 'Add a rule',
  changeTitle: 'Change the rule',
  pen: 'Pen',
  words: 'Words or pattern',
  pattern: 'Regular expression',
  whole: 'Whole words',
  case: 'Capitals count',
  topic: 'Topic of its marks',
  noTopic: 'None',
  on: 'Propose from now on in the sources of this course',
  isOn: (name: string) => `Propose ${name}`,
  save: 'Keep',
  create: 'Add the rule',
  change: 'Change',
  changeOf: (name: string) => `Change the rule ${name}`,
  remove: 'Delete',
  removeOf: (name: string) => `Delete the rule ${name}`,
  removed: 'The rule is deleted. The marks made by it stay.',
  name: (pen: string, words: string) => `${pen || 'a pen that is gone'} for “${words}”`,
  penGone: 'Its pen is gone or retired, so it proposes nothing: choose another one.',
  dismissed: (n: number) => `${count(n, 'proposal', 'proposals')} dismissed`,
  bringBack: 'Propose them again',
  finds: 'What it finds',
  show: 'Show what it finds',
  hide: 'Hide what it finds',
  looking: 'Looking through the sources…',
  everywhere: 'Look in the whole library',
  found: (n: number, more: boolean, sources: number, everywhere: boolean) =>
    n === 0
      ? `Nothing in the sources of ${everywhere ? 'the library' : 'this course'} that is not marked so already.`
      : `${more ? `${figures(n)}+` : figures(n)} ${n === 1 ? 'place' : 'places'} in ${count(sources, 'source', 'sources')}`,
  inSource: (title: string, n: number) => `${title}: ${figures(n)}`,
  moreHits: (n: number) => `and ${figures(n)} more`,
  accept: 'Accept',
  dismiss: 'Dismiss',
  acceptOf: (words: string) => `Accept: ${words}`,
  dismissOf: (words: string) => `Dismiss: ${words}`,
  acceptAll: (n: number) => `Accept all ${figures(n)}`,
  accepted: (n: number) => `${count(n, 'proposal', 'proposals')} accepted.`,
  wasDismissed: (n: number) => `${count(n, 'proposal', 'proposals')} dismissed.`,
  more: 'More',

  proposals: (n: number, more: boolean) =>
    more ? `${figures(n)}+ proposals` : count(n, 'proposal', 'proposals'),
  review: 'Review the proposals of your rules (r)',
  always: 'Always propose…',
  alwaysTitle: 'Always propose a pen for what is selected (R)',
  bar: 'Proposals',
  asks: (pen: string) => `${pen}?`,
  at: (n: number, of: number) => `${n} of ${of}`,
  said: (n: number, of: number, pen: string, words: string) =>
    `Proposal ${n} of ${of}: ${pen} for “${words}”? a accepts, x dismisses, j goes on.`,
  next: 'Next',
  previous: 'Previous',
  close: 'Close',
  none: 'No proposals are left.',
} as const;
