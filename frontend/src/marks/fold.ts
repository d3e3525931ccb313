/** What a step will do to a source's annotations, shown before the server has answered. */
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
  const rest = { created: now, quote: '', pinpoint: '' };
  return { id: annotation, source, pen, start, end, own_words, comment, topics, ...rest };
}

function changed(before: Annotation, step: Change): Annotation {
  const { pen, own_words, comment, topics, start, end } = step;
  return {
    ...before,
    ...(pen !== undefined && { pen }),
    ...(own_words !== undefined && { own_words }),
    ...(comment !== undefined && { comment }),
    ...(topics !== undefined && { topics }),
    ...(start !== undefined && end !== undefined && { start, end }),
  };
}
