// The sentences about a source's texts and their recognition.

import { figures } from './figures.ts';

const pages = (n: number) => (n === 1 ? '1 page' : `${figures(n)} pages`);

const EXTRACTORS: Record<string, string> = {
  pdf: 'As the PDF has it',
  image: 'The pictures alone',
  tesseract: 'Recognised from pictures',
  html: 'The whole page',
};

const PARAMETERS: Record<string, string> = {
  'reader-view': 'reader view',
  'repair-encoding': 'letters repaired',
};

function duration(seconds: number): string {
  if (seconds < 60) return 'less than a minute';
  const minutes = Math.round(seconds / 60);
  if (minutes < 90) return minutes === 1 ? 'about a minute' : `about ${minutes} minutes`;
  return `about ${Math.round(minutes / 60)} hours`;
}

export const textStrings = {
  offers: {
    'reader-view': {
      says: 'This page has much around its main text.',
      does: 'Read it in reader view',
    },
    'repair-encoding': {
      says: 'Some letters of this text look wrong, as if it had been saved in the wrong encoding.',
      does: 'Read it with the letters repaired',
    },
    recognise: {
      says: (without: number, all: number) =>
        without === all
          ? `${all === 1 ? 'This page is a picture' : `All ${pages(all)} are pictures`} without text.`
          : `${pages(without)} of ${all} ${without === 1 ? 'is a picture' : 'are pictures'} without text.`,
      does: 'Recognise the text…',
    },
  },
  pageOffer: { says: 'This page has no text yet.', does: 'Recognise it…' },
  allWithout: (range: string) => `All pages without text: ${range}`,
  dialogTitle: 'Texts and remarks',
  texts: 'Texts',
  remarks: 'Remarks on the file',
  inUse: 'read in this one',
  use: 'Read in this text',
  add: 'Add a file as a further text…',
  join: 'Join another source to it',
  joinNone: 'Choose a source…',
  joinDo: 'Join',
  joinHint:
    'For two files of one work: the other’s text and marks come here, and its marks are found again in this text.',
  done: (label: string) => `${label}.`,
  readIn: (name: string) => `Text: ${name}.`,
  others: 'Other texts…',
  named: (extractor: string, parameters: readonly string[]) =>
    [EXTRACTORS[extractor] ?? 'As the file has it', ...parameters].filter(Boolean).join(', '),
  parameter: (name: string, value: string) => {
    if (name === 'pages') {
      const range = value.replace(/ [a-z_+]+ [\d.]+/gi, '');
      return `${/^\d+$/.test(range) ? 'page' : 'pages'} ${range}`;
    }
    return PARAMETERS[name] ?? '';
  },
  making: 'Making the text…',
  progress: 'Progress',
  waiting: 'Recognition waits for another one to end.',
  recognising: (done: number, total: number, left: number) =>
    `Recognising: ${done} of ${pages(total)}` + (left ? `, ${duration(left)} left` : ''),
  paused: (done: number, total: number) =>
    `Recognition is paused: ${done} of ${pages(total)} done.`,
  pause: 'Pause',
  goOn: 'Go on',
  giveUp: 'Give up',
  recognised: (total: number) => `The text of ${pages(total)} was recognised.`,
  title: 'Recognise the text',
  explain:
    'Each page is read as a picture. It takes some seconds a page and goes on in the background, ' +
    'also while you read something else.',
  pages: 'Pages, counted from the first of the file',
  pagesHint: 'Such as 3-7, 12',
  language: 'Language',
  start: 'Recognise',
};

const names = new Intl.DisplayNames('en-GB', { type: 'language', fallback: 'none' });

/** What a reader calls a language of the engine ("deu" is German); its own name where unknown. */
export function languageName(code: string): string {
  try {
    return names.of(code.split(/[_/]/)[0] ?? code) ?? code;
  } catch {
    return code;
  }
}
