/** A rule while it is being written. */
import type { Rule, RuleText } from '../api/rules.ts';

export interface RuleDraft extends RuleText {
  /** "" for none. */
  topic: string;
}

/** A new rule for some words; whole words, unless the reader says otherwise. */
export const newDraft = (words: string, pen: string): RuleDraft => ({
  pen,
  words,
  pattern: false,
  whole: true,
  case: false,
  topic: '',
});

export const draftOf = ({ pen, words, pattern, whole, topic, ...rest }: Rule): RuleDraft => ({
  pen,
  words,
  pattern,
  whole,
  case: rest.case,
  topic: topic ?? '',
});

/** What is looked for. */
export const askedOf = ({ pen, words, pattern, whole, ...rest }: RuleDraft): RuleText => ({
  pen,
  words,
  pattern,
  whole,
  case: rest.case,
});
