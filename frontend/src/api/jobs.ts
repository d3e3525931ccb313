/** Work in the background: imports, recognition, other texts of a file. */

export const JOB_STATES = [
  'waiting',
  'reading',
  'password',
  'imported',
  'known',
  'refused',
  // of recognition
  'paused',
  'recognised',
  'stopped',
  // of another text of a file
  'made',
  'cancelled',
] as const;
export type JobState = (typeof JOB_STATES)[number];

export interface Job {
  id: string;
  file: string;
  state: JobState;
  done: number;
  /** 0: not known yet. */
  total: number;
  source: string;
  title: string;
  problems: string[];
  /** "import", "recognition" or "text". */
  kind: string;
  /** 0 where it cannot be told. */
  seconds_left: number;
  has_preview: boolean;
}
