import type { felix } from '@manul/proto';

/** A part of the driver that turns messages of some kinds into wanted kernel state. */
export interface Manager {
  /** Called with every message; those of other kinds are ignored. Records, never writes to the kernel. */
  onUpdate(message: felix.IToDataplane): void;
  /** Called once before each round is applied, for work that is better done once than for each message. */
  completeDeferredWork(): void;
}
