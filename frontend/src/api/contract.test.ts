/** The replies that the program's own tests have recorded pass the page's checks. */
import { expect, test } from 'vitest';
import { linksView, otherMarks } from './links.ts';
import { found, timeSpent } from './reading.ts';
import { history, markHistory } from './history.ts';
import { forms, sheetView } from './forms.ts';
import { linePlaces, plainText } from './plain-text.ts';
import { missingOriginals } from './originals.ts';
import { penUses, penSittings, pensToMove } from './pen-systems.ts';
import { inboxView, waitingList } from './inbox.ts';
import * as replies from './replies.ts';
import { proposals, rulePreview, rules } from './rules.ts';
import { recognitionView, scanView, textsView } from './texts.ts';
import type { Check } from './validate.ts';

const files = import.meta.glob<unknown>('../../../tests/golden/api/*.json', {
  eager: true,
  import: 'default',
});
const nameOf = (path: string): string => path.replace(/^.*\/|\.json$/g, '');
const recorded = new Map(Object.entries(files).map(([path, reply]) => [nameOf(path), reply]));

const CHECKS: Record<string, Check<unknown>> = {
  annotations: replies.annotationsView,
  brief: replies.notesView,
  error: replies.errorReply,
  forms,
  sheet: sheetView,
  lines: linePlaces,
  'plain-text': plainText,
  inbox: inboxView,
  inboxes: waitingList,
  'found-marks': otherMarks,
  found,
  library: replies.libraryView,
  links: linksView,
  history,
  'mark-history': markHistory,
  operation: replies.operationReply,
  originals: missingOriginals,
  outline: replies.notesView,
  presets: replies.presets,
  pens: penUses,
  'pen-versions': penSittings,
  'pens-to-move': pensToMove,
  printed: replies.annotationsView,
  proposals,
  'rule-preview': rulePreview,
  rules,
  recognition: recognitionView,
  scan: scanView,
  source: replies.sourceView,
  text: replies.textView,
  time: timeSpent,
  texts: textsView,
  'texts-scan': textsView,
};

test('every recorded reply has its check', () => {
  expect([...recorded.keys()].sort()).toEqual(Object.keys(CHECKS).sort());
});

test.each(Object.entries(CHECKS))('the reply %s is what the page expects', (name, check) => {
  expect(() => check(recorded.get(name))).not.toThrow();
});

test('a reply that lacks a field is refused with the path to it', () => {
  const library = structuredClone(recorded.get('library')) as {
    sources: Record<string, unknown>[];
  };
  delete library.sources[0]?.title;
  expect(() => replies.libraryView(library)).toThrow(/sources.*title/);
});

test.each([
  ['id', 7],
  ['pen', null],
  ['start', 'x'],
  ['topics', [1]],
  ['own_words', {}],
])('an annotation whose %s is %o is refused with the path to it', (field, wrong) => {
  const view = structuredClone(recorded.get('annotations')) as {
    annotations: Record<string, unknown>[];
  };
  if (view.annotations[0]) view.annotations[0][field] = wrong;
  expect(() => replies.annotationsView(view)).toThrow(new RegExp(`annotations.*${field}`));
});
