/** Focus: everything but the text and its margin, or but the text, is put away. */

export type Focus = 'off' | 'margin' | 'text';

const NEXT: Readonly<Record<Focus, Focus>> = { off: 'margin', margin: 'text', text: 'off' };

export class Focusing {
  now = $state<Focus>('off');

  get isOn(): boolean {
    return this.now !== 'off';
  }

  turn(): void {
    this.#set(NEXT[this.now]);
  }

  leave(): void {
    this.#set('off');
  }

  /** The bar at the head of the page follows. */
  #set(now: Focus): void {
    this.now = now;
    if (this.isOn) document.documentElement.dataset['focus'] = now;
    else delete document.documentElement.dataset['focus'];
  }
}
