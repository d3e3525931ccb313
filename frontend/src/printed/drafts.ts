/** A mark from the printed book while it is being typed. */
import type { Annotation, Step } from '../api/types.ts';
import type { TypedPlace } from '../api/requests-print.ts';

export interface PrintedDraft {
  /** "printed-page", "star-page" and so on, without a reporter. */
  scheme: string;
  /** Of star pages. */
  reporter: string;
  label: string;
  words: string;
  pen: string;
  own_words: string;
  comment: string;
  topics: string[];
}

export const emptyDraft = (pen: string): PrintedDraft => ({
  scheme: 'printed-page',
  reporter: '',
  label: '',
  words: '',
  pen,
  own_words: '',
  comment: '',
  topics: [],
});

/** The draft for the next mark: place and pen stay. */
export const nextDraft = (draft: PrintedDraft): PrintedDraft => ({
  ...draft,
  words: '',
  own_words: '',
  comment: '',
  topics: [],
});

/** The draft to change a mark by. */
export function draftOf(annotation: Annotation): PrintedDraft {
  const { pen, own_words, comment, topics, printed } = annotation;
  const [scheme = '', reporter = ''] = (printed?.scheme ?? '').split(/:(.*)/);
  const said = { label: printed?.label ?? '', words: printed?.words ?? '' };
  return { scheme, reporter, pen, own_words, comment, topics: [...topics], ...said };
}

export function placeOf({ scheme, reporter, label, words }: PrintedDraft): TypedPlace {
  const named = scheme === 'star-page' ? reporter.trim() : '';
  return {
    scheme: named ? `${scheme}:${named}` : scheme,
    label: label.trim(),
    words: words.trim(),
  };
}

/** What is missing of a draft: a field, or undefined. */
export function missingIn({ label, words }: PrintedDraft): 'label' | 'words' | undefined {
  if (!label.trim()) return 'label';
  return words.trim() ? undefined : 'words';
}

/** The steps that make a mark as its draft says: none where nothing differs. */
export function changesTo(annotation: Annotation, draft: PrintedDraft): Step[] {
  const steps: Step[] = [];
  const { id, printed } = annotation;
  const place = placeOf(draft);
  const same =
    printed?.scheme === place.scheme &&
    printed.label === place.label &&
    printed.words === place.words;
  if (!same) steps.push({ op: 'change_printed', annotation: id, printed: place });
  const said = {
    ...(draft.pen !== annotation.pen && { pen: draft.pen }),
    ...(draft.own_words !== annotation.own_words && { own_words: draft.own_words }),
    ...(draft.comment !== annotation.comment && { comment: draft.comment }),
    ...(draft.topics.join() !== annotation.topics.join() && { topics: draft.topics }),
  };
  if (Object.keys(said).length > 0) {
    steps.push({ op: 'change_annotation', annotation: id, ...said });
  }
  return steps;
}

/** Marks from the printed book in the book's order; those just made come last. */
export function inBookOrder(annotations: readonly Annotation[]): Annotation[] {
  return annotations
    .filter(({ printed }) => printed !== null)
    .sort(
      (one, other) =>
        (one.printed?.order ?? 0) - (other.printed?.order ?? 0) ||
        one.created.localeCompare(other.created),
    );
}
