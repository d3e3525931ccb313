/** What an open source knows of the room it is read in: alone, or beside another. */
import type { Port } from '../port.ts';
import type { Pane } from './travels.ts';

export interface PlaceInRoom {
  readonly pane: Pane;
  /** What it is read through; the window where it is alone. */
  readonly port: Port | undefined;
  /** Whether keys are meant for it. */
  readonly isActive: boolean;
  /** The address of a place of it, with what stands beside it. */
  readonly pathTo: (at: number) => string;
  /** Go to the other source; undefined where there is none. */
  readonly change?: (() => void) | undefined;
  /** Close it; undefined where it is alone. */
  readonly close?: (() => void) | undefined;
  /** Read a source beside it. */
  readonly putBeside: (source: string) => void;
}
