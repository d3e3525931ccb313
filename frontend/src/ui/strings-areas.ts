// The sentences of marks on areas of pages and pictures; the other ones are in `strings.ts`.

export const areaStrings = {
  tool: 'Area',
  toolTitle: 'Mark an area of a page',
  hint: 'Draw a rectangle, or place this one with the arrow keys (Shift: its size; Ctrl: finely). A pen keeps it, Esc leaves it.',
  hintMove:
    'Move the rectangle by mouse or the arrow keys (Shift: its size; Ctrl: finely). Enter keeps it, Esc leaves it.',
  byTouch: {
    hint: 'Draw a rectangle with a finger, or move this one. A pen keeps it; Area once more leaves it.',
    hintMove:
      'Move the rectangle, or drag its corners. It is kept when you let go; Area once more leaves it as it was.',
  },
  partTitle: 'Mark a part of this picture',
  noPicture:
    'No picture is in sight. Areas are drawn on pictures, and on the pages as printed (v) where there are some.',
  drawing:
    'A rectangle stands in the middle. Arrow keys move it, with Shift they change its size; a pen keeps it.',
  left: 'No area is marked.',
  markedAs: (pen: string) => `Area marked as ${pen}.`,
  moved: 'The area has been moved.',
  picture: 'A picture: a pen marks all of it, a marks a part.',
  missing: 'picture not available',
} as const;
