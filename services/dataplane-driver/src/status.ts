import type { Driver } from './driver.ts';

/** What `GET /status` answers. */
export interface DriverStatus {
  readonly node: string;
  readonly backend: string;
  readonly connected: boolean;
  /** Newest position that is in the kernel. */
  readonly inKernel: { readonly epoch: number; readonly revision: number } | undefined;
  /** Enforces what it found on disk; no server has confirmed it since the driver started. */
  readonly fromLastGood: boolean;
  /** Why the kernel is not up to date; empty where it is. */
  readonly trouble: string;
  /** Objects that are not enforced as they were sent. */
  readonly errors: Driver['errors'];
  /** What the host does not let the driver do, although all is enforced; for example a kernel setting of strict mode. */
  readonly warnings: readonly string[];
}
