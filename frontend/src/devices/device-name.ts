/** What a device is called until its reader says otherwise. */
import { deviceStrings as text } from '../ui/strings-devices.ts';

interface Shape {
  /** Whether it is pointed at with a finger. */
  readonly touch: boolean;
  /** The shorter side of its screen in CSS pixels. */
  readonly side: number;
}

const PHONE = 600;

export function deviceName({ touch, side }: Shape): string {
  if (!touch) return text.computer;
  return side < PHONE ? text.phone : text.tablet;
}

/** The digits in groups of four, as they are read out and typed. */
export const grouped = (code: string): string => code.replace(/(\d{4})(?=\d)/g, '$1 ');
