/** How a case is cited: mirrors `Caption` of `src/glossator/web/wire.py`. */
import { object, optionalString } from './validate.ts';

export interface Caption {
  parties: string;
  court: string;
  decided: string;
  docket: string;
  citation: string;
  judges: string;
}

export const caption = object<Caption>({
  parties: optionalString,
  court: optionalString,
  decided: optionalString,
  docket: optionalString,
  citation: optionalString,
  judges: optionalString,
});
