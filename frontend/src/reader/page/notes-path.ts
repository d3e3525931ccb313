/** Where the notes of a source are. */
import type { FormKind, SourceView } from '../../api/types.ts';
import { library } from '../../lib/library-state.svelte.ts';
import { paths } from '../../ui/router.ts';

/** The address of a source's brief or its course's outline; undefined when there is no such form. */
export function notesPath(
  source: Pick<SourceView, 'id' | 'course'>,
  kind: FormKind,
): string | undefined {
  const form = library.systemOf(source.course)?.forms.find((each) => each.kind === kind);
  return form && paths.notes(form.id, kind === 'brief' ? source.id : source.course);
}
