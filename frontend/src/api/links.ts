/** Marks as one reads of them elsewhere: mirrors `web/wire_links.py`. */
import { call } from './http.ts';
import { array, object, optionalString, string } from './validate.ts';

export interface OtherMark {
  id: string;
  source: string;
  source_title: string;
  pen: string;
  /** Cut to a few words. */
  quote: string;
  own_words: string;
  pinpoint: string;
}

/** A link and the mark at its other end. */
export interface LinkedMark {
  id: string;
  kind: string;
  mark: OtherMark;
}

/** The links of a mark to others, and those of others to it. */
export interface LinksView {
  to: LinkedMark[];
  of: LinkedMark[];
}

const otherMark = object<OtherMark>({
  id: string,
  source: string,
  source_title: string,
  pen: string,
  quote: string,
  own_words: optionalString,
  pinpoint: optionalString,
});

const linkedMark = object<LinkedMark>({ id: string, kind: string, mark: otherMark });

export const otherMarks = array(otherMark);

export const linksView = object<LinksView>({ to: array(linkedMark), of: array(linkedMark) });

const at = (id: string) => encodeURIComponent(id);

export const getLinks = (annotation: string): Promise<LinksView> =>
  call(`/api/annotations/${at(annotation)}/links`, linksView);

/** Find marks of a course that have every typed word, in themselves, their pen or their source. */
export const findMarks = (course: string, words: string, besides: string): Promise<OtherMark[]> =>
  call(
    `/api/courses/${at(course)}/annotations?words=${at(words)}&besides=${at(besides)}`,
    otherMarks,
  );
