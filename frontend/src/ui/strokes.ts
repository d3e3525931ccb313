// The five strokes of a pen as SVG geometry.

export interface StrokeLine {
  d: string;
  width: number;
  dash: string;
}

const WAVE = 5;

/** Draw a stroke from x = 0 to `length` around y = 0; lengths are user units. */
export function strokeLines(stroke: string, length: number): StrokeLine[] {
  const straight = (y: number) => `M0 ${y}H${length}`;
  switch (stroke) {
    case 'dashed':
      return [{ d: straight(0), width: 2, dash: '7 4' }];
    case 'double':
      return [-2, 2].map((y) => ({ d: straight(y), width: 1.5, dash: '' }));
    case 'dotted':
      return [{ d: straight(0), width: 2.5, dash: '0 5' }];
    case 'wavy':
      return [{ d: wave(length), width: 1.75, dash: '' }];
    default:
      return [{ d: straight(0), width: 2, dash: '' }];
  }
}

function wave(length: number): string {
  const bends = Math.max(1, Math.floor(length / WAVE) - 1);
  return `M0 0q${WAVE / 2} -4.5 ${WAVE} 0${`t${WAVE} 0`.repeat(bends)}`;
}
