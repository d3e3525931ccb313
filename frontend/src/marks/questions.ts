/** Marks that ask: those of pens whose marks become an issue or a question. */
import type { Annotation, Pen } from '../api/types.ts';

const ASKING: ReadonlySet<string> = new Set(['issue', 'question']);

/** Whether the marks of a pen are questions, open or answered. */
export const asks = (pen: Pick<Pen, 'becomes'> | undefined): boolean =>
  pen !== undefined && ASKING.has(pen.becomes);

/** The state of a mark's question; "" when it asks nothing. */
export const questionOf = (
  { answered }: Pick<Annotation, 'answered'>,
  pen: Pick<Pen, 'becomes'> | undefined,
): '' | 'open' | 'answered' => (asks(pen) ? (answered ? 'answered' : 'open') : '');
