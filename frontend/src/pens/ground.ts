// What a theme prints on and with, read from the tokens so that they are written once.

import { parseColour, type Ground } from '../reader/colours.ts';

/** Give the paper, ink and shares of a theme, whichever one is in force. */
export function groundOf(theme: string): Ground {
  const probe = document.createElement('div');
  probe.dataset['theme'] = theme;
  document.body.append(probe);
  const tokens = getComputedStyle(probe);
  const token = (name: string) => tokens.getPropertyValue(name).trim();
  const ground = {
    paper: parseColour(token('--paper')),
    ink: parseColour(token('--ink')),
    fill: Number.parseFloat(token('--pen-fill')) / 100,
    line: Number.parseFloat(token('--pen-line')) / 100,
  };
  probe.remove();
  return ground;
}
