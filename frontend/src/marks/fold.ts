/** What a step will do to a source's annotations, shown before the server has answered. */
import type { SentRectangle } from '../api/areas.ts';
import type { PagePart } from '../api/pages.ts';
import type { Annotation, OperationRequest, Step } from '../api/types.ts';
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
    case 'change_annotation': {
      const before = index.get(step.annotation);
      return before ? index.put(changed(before, step)) : [];
    }
    case 'delete_annotations':
      return step.annotations.flatMap((id) => index.remove(id));
    default:
      return [];
  }
}

type Annotate = Extract<Step, { op: 'annotate' }>;
type Change = Extract<Step, { op: 'change_annotation' }>;

function newAnnotation(step: Annotate, now: string): Annotation {
  const { annotation, source, pen, start, end, own_words = '', comment = '', topics = [] } = step;
  const rest = { created: now, quote: '', pinpoint: '', area: null };
  return { id: annotation, source, pen, start, end, own_words, comment, topics, ...rest };
}

/** Where its page or picture stands, and what it is called, the server says. */
function newOnArea(step: Extract<Step, { op: 'annotate_area' }>, now: string): Annotation {
  const { annotation: id, source, edition, pen, area, page_index = 0, image = '' } = step;
  const whole = { picture_width: 0, picture_height: 0, at: null };
  const rectangle = rectangleOf(area);
  const words = { quote: '', own_words: '', comment: '', topics: [], pinpoint: '' };
  const drawn = { words: '', rectangle, page_index, edition, image, ...whole };
  return { id, source, pen, created: now, start: null, end: null, ...words, area: drawn };
}

const rectangleOf = ([x, y, width, height]: SentRectangle): PagePart => ({ x, y, width, height });

function changed(before: Annotation, step: Change): Annotation {
  const { pen, own_words, comment, topics, start, end, area } = step;
  return {
    ...before,
    ...(pen !== undefined && { pen }),
    ...(own_words !== undefined && { own_words }),
    ...(comment !== undefined && { comment }),
    ...(topics !== undefined && { topics }),
    ...(start !== undefined && end !== undefined && { start, end }),
    ...(area && before.area && { area: { ...before.area, rectangle: rectangleOf(area) } }),
  };
}
