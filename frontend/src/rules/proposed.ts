/** Proposals as they are named, and those that are still open. */
import type { Proposal, Proposed } from '../api/rules.ts';
import type { Span } from '../reader/spans.ts';

/** How a proposal is told from others. */
export const keyOf = ({ rule, start, end }: Proposal): string => `${rule} ${start} ${end}`;

export const proposedIn =
  (source: string, edition: string) =>
  ({ rule, start, end }: Proposal): Proposed => [rule, source, edition, start, end];

/** A mark, as far as it matters here. */
interface MarkedWith {
  readonly pen: string;
}

/**
 * Leave out what was decided just now, and what has a mark of the pen by now.
 *
 * `touching` gives the marks that share a code point with a span.
 */
export function openOnes(
  proposals: readonly Proposal[],
  decided: ReadonlySet<string>,
  touching: (span: Span) => readonly MarkedWith[],
): Proposal[] {
  return proposals.filter(
    (proposal) =>
      !decided.has(keyOf(proposal)) && !touching(proposal).some(({ pen }) => pen === proposal.pen),
  );
}

/** The place among proposals, in the order of the text, of the first at or after an offset. */
export function placeFrom(proposals: readonly Proposal[], offset: number): number {
  const at = proposals.findIndex(({ start }) => start >= offset);
  return at < 0 ? 0 : at;
}
