import type { ApiServer } from '@manul/test-apiserver';
import { vi } from 'vitest';

/** For whatever takes an API server a moment. */
export const patient = { timeout: 240_000, interval: 100 };

/** Settles once objects of every kind that is defined can be made: kubectl hears of a kind after it is established. */
export async function untilServed(server: ApiServer): Promise<void> {
  await server.kubectl('wait', '--for=condition=Established', '--timeout=600s', 'crd', '--all');
  const kinds = await server.kubectl('get', 'crd', '-o', 'jsonpath={.items[*].metadata.name}');
  await vi.waitFor(() => server.kubectl('get', '-A', kinds.replaceAll(' ', ',')), patient);
}
