// The sentences about a source's texts and their recognition.

const pages = (n: number) => (n === 1 ? '1 page' : `${n.toLocaleString('en-GB')} pages`);

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
  text: 'Text',
  named: (extractor: string, parameters: readonly string[]) =>
    [EXTRACTORS[extractor] ?? 'As the file has it', ...parameters].filter(Boolean).join(', '),
  parameter: (name: string, value: string) => {
    if (name === 'pages') return `pages ${value.replace(/ [a-z_+]+ [\d.]+/gi, '')}`;
    return PARAMETERS[name] ?? '';
  },
  used: 'The source is read in another text. Its marks were found again there.',
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
