// Election by a Lease of Kubernetes. Whether a holder still lives is judged by our own clock, from when we saw its last
// renewal: clocks of others may be wrong. The epoch is the number of transitions, which only grows.
import type { Lease, LeaseClient } from '@manul/source-kubernetes';
import { leaseMilliseconds } from './election.ts';
import type { Ballot } from './standing.ts';

export function leaseBallot(
  client: LeaseClient,
  identity: string,
  now: () => number = () => performance.now(),
): Ballot {
  let seen = '';
  let seenAt = 0;
  const spec = (lease: Lease | undefined) => {
    const held = lease?.spec?.holderIdentity === identity;
    const time = microTime();
    return {
      holderIdentity: identity,
      leaseDurationSeconds: leaseMilliseconds / 1000,
      renewTime: time,
      acquireTime: held ? (lease.spec?.acquireTime ?? time) : time,
      leaseTransitions: (lease?.spec?.leaseTransitions ?? 0) + (held ? 0 : 1),
    };
  };
  return {
    async ask() {
      const lease = await client.read();
      const holder = lease?.spec?.holderIdentity ?? '';
      const renewal = `${holder} ${lease?.spec?.renewTime} ${lease?.spec?.leaseTransitions}`;
      if (renewal !== seen) {
        seen = renewal;
        seenAt = now();
      }
      if (holder !== '' && holder !== identity && now() - seenAt < leaseMilliseconds) return { leader: holder };
      const wanted = { ...lease, spec: spec(lease) };
      const written = await (lease ? client.update(wanted) : client.create(wanted));
      // Somebody was faster.
      if (!written) return { leader: holder === identity ? 'another process' : holder || 'another process' };
      return { epoch: written.spec?.leaseTransitions ?? wanted.spec.leaseTransitions };
    },
    async release() {
      const lease = await client.read();
      if (lease?.spec?.holderIdentity !== identity) return;
      await client.update({ ...lease, spec: { ...lease.spec, holderIdentity: '', renewTime: microTime() } });
    },
  };
}

function microTime(): string {
  return new Date().toISOString().replace('Z', '000Z');
}
