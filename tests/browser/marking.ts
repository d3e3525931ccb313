// Marking with keys alone, as a reader does who never takes the hand off the keyboard.

import { expect, type Page } from '@playwright/test';

export interface KeyedMark {
  /** How many sentences further it is than the last. */
  steps: number;
  /** The key of its pen. */
  pen: number;
  ownWords: string;
  /** A path such as "Tax > Losses"; "" for none. */
  topic: string;
}

/** Marks a sentence of the open book, says it in own words, and files it under a topic. */
export async function markByKeys(page: Page, mark: KeyedMark): Promise<void> {
  const { keyboard } = page;
  for (let step = 0; step < mark.steps; step += 1) await keyboard.press('n');
  await keyboard.press(String(mark.pen));
  await keyboard.press('e');
  await expect(page.getByRole('textbox', { name: 'Own words' })).toBeFocused();
  await keyboard.type(mark.ownWords);
  await keyboard.press('Control+Enter');
  if (!mark.topic) return;
  await keyboard.press('t');
  await expect(page.getByRole('combobox')).toBeFocused();
  await keyboard.type(mark.topic);
  await keyboard.press('Enter');
  await keyboard.press('Escape');
}
