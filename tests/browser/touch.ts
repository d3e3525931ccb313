// A finger, as the browser gets it from the screen: it decides itself what scrolls.

import { type Page } from '@playwright/test';

interface Point {
  x: number;
  y: number;
}

/** Draws a finger over the window, from one place to another, in pixels. */
export async function swipe(page: Page, from: Point, to: Point): Promise<void> {
  const session = await page.context().newCDPSession(page);
  const send = (type: 'touchStart' | 'touchMove' | 'touchEnd', touchPoints: Point[]) =>
    session.send('Input.dispatchTouchEvent', { type, touchPoints });
  await send('touchStart', [from]);
  for (let step = 1; step <= 8; step++) {
    const share = step / 8;
    const at = { x: from.x + share * (to.x - from.x), y: from.y + share * (to.y - from.y) };
    await send('touchMove', [at]);
    await page.waitForTimeout(16);
  }
  await send('touchEnd', []);
  await session.detach();
}
