// Which course and source the reader is at: told by the address, else remembered.

import type { Course, FormKind, PenSystem, SourceRow } from '../api/types.ts';
import { library } from '../lib/library-state.svelte.ts';
import { currentRoute, paths } from './router.ts';

const COURSE = 'glossator.course';
const SOURCE = 'glossator.source';

class Here {
  readonly course: Course | undefined = $derived(
    this.#namedCourse() ?? library.course(remembered(COURSE)) ?? library.view?.courses[0],
  );
  readonly source: SourceRow | undefined = $derived(this.#namedSource() ?? this.#likelySource());
  readonly system: PenSystem | undefined = $derived(
    this.course && library.systemOf(this.course.id),
  );

  /** Where the notes of this place are: the brief of its source, else the course's outline. */
  readonly notesPath: string | undefined = $derived.by(() => {
    const brief = this.formOf('brief');
    if (this.source && brief) return paths.notes(brief, this.source.id);
    const outline = this.formOf('outline');
    return this.course && outline && paths.notes(outline, this.course.id);
  });

  /** The pens of this place, else all pens. */
  readonly pensPath: string = $derived(paths.pens(this.system?.id));

  /** The id of the course's first form of a kind. */
  formOf(kind: FormKind): string | undefined {
    return this.system?.forms.find((form) => form.kind === kind)?.id;
  }

  /** Keep the place for the next time. */
  remember(): void {
    library.atCourse = this.course?.id ?? '';
    if (this.course) localStorage.setItem(COURSE, this.course.id);
    const source = this.#namedSource();
    if (source) localStorage.setItem(SOURCE, source.id);
  }

  #namedSource(): SourceRow | undefined {
    const route = currentRoute();
    if (route.page === 'read') return library.source(route.source);
    return route.page === 'notes' ? library.source(route.scope) : undefined;
  }

  #namedCourse(): Course | undefined {
    const route = currentRoute();
    const source = this.#namedSource();
    if (source) return library.course(source.course);
    if (route.page === 'library') return library.course(route.course ?? '');
    if (route.page === 'rules') return library.course(route.course);
    if (route.page === 'notes') return library.course(route.scope);
    if (route.page === 'pens' || route.page === 'forms') return this.#courseWith(route.system);
    return undefined;
  }

  /** Several courses may use a pen system: the remembered one goes first. */
  #courseWith(system: string): Course | undefined {
    const courses = library.view?.courses.filter((course) => course.pen_system === system);
    return courses?.find(({ id }) => id === remembered(COURSE)) ?? courses?.[0];
  }

  /** The source that was open last, else the one read last, else the one with the most marks. */
  #likelySource(): SourceRow | undefined {
    const sources = library.view?.sources.filter(({ course }) => course === this.course?.id) ?? [];
    const last = sources.find(({ id }) => id === remembered(SOURCE));
    const byUse = (a: SourceRow, b: SourceRow) =>
      b.last_read.localeCompare(a.last_read) || b.marks - a.marks;
    return last ?? sources.toSorted(byUse)[0];
  }
}

const remembered = (key: string): string => localStorage.getItem(key) ?? '';

export const here = new Here();
