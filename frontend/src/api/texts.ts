/** The texts of a source and their recognition: mirrors `web/wire_texts.py`, `web/wire_scans.py`. */
import { call } from './http.ts';
import * as replies from './replies.ts';
import type { Job } from './types.ts';
import {
  array,
  boolean,
  nullable,
  number,
  object,
  optional,
  optionalString,
  string,
  type Check,
} from './validate.ts';

/** A text of a source. */
export interface MadeText {
  edition: string;
  file_name: string;
  /** What made it: "pdf", "html", "tesseract" … */
  extractor: string;
  /** What that was told, by name. */
  parameters: Record<string, string>;
  length: number;
  in_use: boolean;
}

/** All texts of a source, the oldest first, and what else can be made of its file. */
export interface Texts {
  source: string;
  texts: MadeText[];
  /** "reader-view", "repair-encoding", "recognise". */
  offers: string[];
  /** Counted where recognition is offered. */
  pages: number;
  without_text: number;
  /** Names those, counted from 1: "3-7, 12". */
  range: string;
}

export interface Engine {
  /** "" where it is missing; `install` then says how to get it. */
  version: string;
  languages: string[];
  install: string;
}

/** What can be recognised in a source. */
export interface Scan {
  source: string;
  /** 0 where it is no book of pages. */
  pages: number;
  without_text: number;
  /** Names those: "3-7, 12". */
  range: string;
  language: string;
  engine: Engine;
  job: Job | null;
}

/** An object whose values are texts. */
const texts: Check<Record<string, string>> = (value) => {
  const given = object<Record<string, string>>({})(value);
  Object.values(given).forEach(string);
  return given;
};

export const textsView = object<Texts>({
  source: string,
  texts: array(
    object<MadeText>({
      edition: string,
      file_name: string,
      extractor: string,
      parameters: texts,
      length: number,
      in_use: boolean,
    }),
  ),
  offers: array(string),
  pages: optional(number, () => 0),
  without_text: optional(number, () => 0),
  range: optionalString,
});

export const scanView = object<Scan>({
  source: string,
  pages: number,
  without_text: number,
  range: string,
  language: string,
  engine: object<Engine>({ version: string, languages: array(string), install: string }),
  job: optional(nullable(replies.job), () => null),
});

export const recognitionView = object<{ jobs: Job[] }>({ jobs: replies.jobs });

const of = (source: string) => `/api/sources/${encodeURIComponent(source)}`;

export const getTexts = (source: string): Promise<Texts> => call(`${of(source)}/texts`, textsView);

/** Have the text made that is offered; its progress comes by events. */
export const makeText = (source: string, offer: string): Promise<Job> =>
  call(`${of(source)}/texts`, replies.job, { method: 'POST', body: { offer } });

export const getScan = (source: string): Promise<Scan> =>
  call(`${of(source)}/recognition`, scanView);

/** Recognise pages ("3-7", "" for all without text), or go on with what was begun. */
export const recognise = (source: string, pages: string, language: string): Promise<Job> =>
  call(`${of(source)}/recognition`, replies.job, { method: 'POST', body: { pages, language } });

/** Pause, resume or stop a recognition. */
export const steerRecognition = (
  job: string,
  what: 'pause' | 'resume' | 'stop',
  password = '',
): Promise<Job> =>
  call(`/api/recognition/${encodeURIComponent(job)}/${what}`, replies.job, {
    method: 'POST',
    body: what === 'resume' ? { password } : {},
  });

/** The jobs that make texts: recognition and others. */
export async function getTextJobs(): Promise<Job[]> {
  const [recognition, others] = await Promise.all([
    call('/api/recognition', recognitionView),
    call('/api/texts/jobs', replies.jobs),
  ]);
  return [...recognition.jobs, ...others];
}
