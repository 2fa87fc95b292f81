import type { felix, manul } from '@manul/proto';

/** Where a driver's messages come from and its reports go. */
export interface Upstream {
  readonly isConnected: boolean;
  start(): void;
  stop(): void;
  /** Says what is in the kernel. */
  sendReceipt(receipt: manul.v1.IReceipt): void;
  sendStatus(status: felix.IFromDataplane): void;
  /** Takes nothing more until told to resume. */
  pause(): void;
  resume(): void;
  /** Begins again, since what was sent cannot be right. */
  reconnect(reason: string): void;
}
