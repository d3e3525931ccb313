// The sentences of marks on areas of pages and pictures; the other ones are in `strings.ts`.

export const areaStrings = {
  tool: 'Area',
  toolTitle: 'Mark an area of a page',
  hint: 'Draw a rectangle, or place this one with the arrow keys (Shift: its size; Ctrl: finely). A pen keeps it, Esc leaves it.',
  hintMove:
    'Move the rectangle by mouse or the arrow keys (Shift: its size; Ctrl: finely). Enter keeps it, Esc leaves it.',
  drawing:
    'A rectangle stands in the middle of the page. Arrow keys move it, with Shift they change its size; a pen keeps it.',
  left: 'No area is marked.',
  markedAs: (pen: string) => `Area marked as ${pen}.`,
  moved: 'The area has been moved.',
  picture: 'A picture: press a pen to mark it.',
  missing: 'picture not available',
  keys: [
    ['a', 'Mark an area of a page: arrows move it, Shift with arrows sizes it, a pen keeps it'],
  ],
} as const;
