/** What a step will do to a source's annotations, shown before the server has answered. */
import type { SentRectangle } from '../api/areas.ts';
import type { PagePart } from '../api/pages.ts';
import type { TypedPlace } from '../api/requests-print.ts';
import type { Annotation, Link, OperationRequest, SpanPair, Step } from '../api/types.ts';
import type { AnnotationIndex } from './annotation-index.ts';

/** Apply a step to the annotations of `source`; gives the sections to redraw. */
export function applyStep(
  index: AnnotationIndex,
  source: string,
  step: Step | OperationRequest,
  now: string,
): number[] {
  switch (step.op) {
    case 'annotate':
      return step.source === source ? index.put(newAnnotation(step, now)) : [];
    case 'annotate_area':
      return step.source === source ? index.put(newOnArea(step, now)) : [];
    case 'change_annotation':
      return put(index, step.annotation, (before) => changed(before, step));
    case 'change_annotations':
      return step.annotations.flatMap((id) => put(index, id, (b) => changedWithOthers(b, step)));
    case 'add_link':
    case 'change_link':
    case 'remove_link':
      return put(index, step.annotation, (b) => ({ ...b, links: linksAfter(b.links, step) }));
    case 'delete_annotations':
      return step.annotations.flatMap((id) => index.remove(id));
    default:
      return applyPrinted(index, source, step, now);
  }
}

/** The same of marks from the printed book. */
function applyPrinted(
  index: AnnotationIndex,
  source: string,
  step: Step | OperationRequest,
  now: string,
): number[] {
  if (step.op === 'annotate_printed') {
    return step.source === source ? index.put(newPrinted(step, now)) : [];
  }
  if (step.op !== 'change_printed') return [];
  return put(index, step.annotation, (before) => ({ ...before, ...asTyped(step.printed) }));
}

/** Put what is made of an annotation in its place, if it is known. */
function put(
  index: AnnotationIndex,
  id: string,
  change: (before: Annotation) => Annotation,
): number[] {
  const before = index.get(id);
  return before ? index.put(change(before)) : [];
}

type Annotate = Extract<Step, { op: 'annotate' }>;
type Change = Extract<Step, { op: 'change_annotation' }>;

type ChangeMany = Extract<Step, { op: 'change_annotations' }>;
type LinkStep = Extract<Step, { op: 'add_link' | 'change_link' | 'remove_link' }>;

const NOTHING_SAID = {
  importance: 0,
  answered: false,
  links: [],
  creator: '',
  modified: '',
  printed: null,
};

function newAnnotation(step: Annotate, now: string): Annotation {
  const { annotation, source, pen, start, end, own_words = '', comment = '', topics = [] } = step;
  const { more = [], importance = 0 } = step;
  const rest = { created: now, quote: '', pinpoint: '', area: null };
  const said = { ...NOTHING_SAID, own_words, comment, topics, importance };
  return { id: annotation, source, pen, start, end, more, ...said, ...rest };
}

/** Where its page or picture stands, and what it is called, the server says. */
function newOnArea(step: Extract<Step, { op: 'annotate_area' }>, now: string): Annotation {
  const { annotation: id, source, edition, pen, area, page_index = 0, image = '' } = step;
  const whole = { picture_width: 0, picture_height: 0, at: null };
  const rectangle = rectangleOf(area);
  const words = { quote: '', own_words: '', comment: '', topics: [], pinpoint: '' };
  const drawn = { words: '', rectangle, page_index, edition, image, ...whole };
  const where = { start: null, end: null, more: [], area: drawn };
  return { id, source, pen, created: now, ...NOTHING_SAID, ...words, ...where };
}

/** Where its words stand in the text, and how its place is written, the server says. */
function newPrinted(step: Extract<Step, { op: 'annotate_printed' }>, now: string): Annotation {
  const { annotation: id, source, pen, own_words = '', comment = '', topics = [] } = step;
  const said = { ...NOTHING_SAID, own_words, comment, topics, importance: step.importance ?? 0 };
  const where = { start: null, end: null, more: [], area: null };
  return { id, source, pen, created: now, ...said, ...where, ...asTyped(step.printed) };
}

const asTyped = (typed: TypedPlace) => ({
  quote: typed.words,
  pinpoint: typed.label,
  printed: { ...typed, order: Number.MAX_SAFE_INTEGER },
});

const rectangleOf = ([x, y, width, height]: SentRectangle): PagePart => ({ x, y, width, height });

function changed(before: Annotation, step: Change): Annotation {
  const { pen, own_words, comment, topics, importance, answered, spans, area } = step;
  return {
    ...before,
    ...(pen !== undefined && { pen }),
    ...(own_words !== undefined && { own_words }),
    ...(comment !== undefined && { comment }),
    ...(topics !== undefined && { topics }),
    ...(importance !== undefined && { importance }),
    ...(answered !== undefined && { answered }),
    ...(spans && placedAt(spans)),
    ...(area && before.area && { area: { ...before.area, rectangle: rectangleOf(area) } }),
  };
}

/** The server joins passages that touch; until it answers they are shown as they were asked for. */
function placedAt([first, ...more]: readonly SpanPair[]): Partial<Annotation> {
  return first ? { start: first[0], end: first[1], more } : {};
}

function changedWithOthers(before: Annotation, step: ChangeMany): Annotation {
  const { pen, importance, answered, add_topics = [], remove_topics = [] } = step;
  const kept = before.topics.filter((topic) => !remove_topics.includes(topic));
  return {
    ...before,
    topics: [...new Set([...kept, ...add_topics])],
    ...(pen !== undefined && { pen }),
    ...(importance !== undefined && { importance }),
    ...(answered !== undefined && { answered }),
  };
}

function linksAfter(links: readonly Link[], step: LinkStep): Link[] {
  switch (step.op) {
    case 'add_link':
      return [...links, { id: step.link, to: step.to, kind: step.kind }];
    case 'change_link':
      return links.map((link) => (link.id === step.link ? { ...link, kind: step.kind } : link));
    case 'remove_link':
      return links.filter(({ id }) => id !== step.link);
  }
}
