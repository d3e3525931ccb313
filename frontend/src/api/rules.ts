/** Rules and what they propose: mirrors `web/wire_rules.py` and `web/requests_rules.py`. */
import { call } from './http.ts';
import type { Hit } from './reading.ts';
import type { Identified } from './requests-books.ts';
import { array, boolean, nullable, number, object, row, string } from './validate.ts';

/** What a rule looks for, and the pen that it proposes. */
export interface RuleText {
  pen: string;
  words: string;
  /** Whether `words` is a regular expression. */
  pattern: boolean;
  whole: boolean;
  case: boolean;
}

export interface Rule extends RuleText {
  id: string;
  course: string;
  topic: string | null;
  on: boolean;
  /** How many passages it must not propose again. */
  dismissed: number;
}

export interface SourceHits {
  source: string;
  title: string;
  edition: string;
  /** Of a source of another course than the rule's, that course's name. */
  course: string;
  hits: Hit[];
}

export interface RulePreview {
  sources: SourceHits[];
  /** Whether there is more than is listed. */
  more: boolean;
}

export interface Proposal extends Hit {
  rule: string;
  pen: string;
}

export interface Proposals {
  edition: string;
  proposals: Proposal[];
  more: boolean;
}

export const rules = array(
  object<Rule>({
    id: string,
    course: string,
    pen: string,
    words: string,
    pattern: boolean,
    whole: boolean,
    case: boolean,
    topic: nullable(string),
    on: boolean,
    dismissed: number,
  }),
);

const hit = { start: number, end: number, before: string, words: string, after: string };

export const rulePreview = object<RulePreview>({
  sources: array(
    object<SourceHits>({
      source: string,
      title: string,
      edition: string,
      course: string,
      hits: array(row<Hit>(hit)),
    }),
  ),
  more: boolean,
});

export const proposals = object<Proposals>({
  edition: string,
  proposals: array(row<Proposal>({ rule: string, pen: string, ...hit })),
  more: boolean,
});

const at = (id: string) => encodeURIComponent(id);

export const listRules = (course: string): Promise<Rule[]> =>
  call(`/api/courses/${at(course)}/rules`, rules);

/** What a rule would propose; `rule` names the one that is being changed. */
export const previewRule = (
  course: string,
  text: RuleText & { rule?: string; everywhere?: boolean },
) => call(`/api/courses/${at(course)}/rules/preview`, rulePreview, { method: 'POST', body: text });

export const listProposals = (source: string): Promise<Proposals> =>
  call(`/api/sources/${at(source)}/proposals`, proposals);

export interface AddRule extends Identified, RuleText {
  op: 'add_rule';
  rule: string;
  course: string;
  topic: string | null;
  on: boolean;
}

export interface ChangeRule extends Identified, RuleText {
  op: 'change_rule';
  rule: string;
  topic: string | null;
}

export interface SwitchRule extends Identified {
  op: 'switch_rule';
  rule: string;
  on: boolean;
}

export interface AboutRule extends Identified {
  op: 'delete_rule' | 'forget_dismissed';
  rule: string;
}

/** Where a proposal stands. */
export type Proposed = [rule: string, source: string, edition: string, start: number, end: number];

export interface DecideProposals extends Identified {
  op: 'accept_proposals' | 'dismiss_proposals';
  proposals: Proposed[];
}

export type RuleRequest = AddRule | ChangeRule | SwitchRule | AboutRule | DecideProposals;
