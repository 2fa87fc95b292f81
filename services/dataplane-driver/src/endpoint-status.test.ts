import { expect, test } from 'vitest';
import { EndpointStatuses } from './endpoint-status.ts';

const id = (pod: string) => ({ orchestrator_id: 'k8s', workload_id: `prod/${pod}`, endpoint_id: 'eth0' });
const key = (pod: string) => `workload_endpoint k8s|prod/${pod}|eth0`;
const update = (pod: string) => ({ workload_endpoint_update: { id: id(pod), endpoint: {} } });
const status = (pod: string, word: string) => ({
  workload_endpoint_status_update: { id: id(pod), status: { status: word } },
});
const none = new Set<string>();

test('tells each endpoint once, and again when something changes', () => {
  const statuses = new EndpointStatuses();
  statuses.onUpdate(update('a'));
  statuses.onUpdate(update('b'));
  expect(statuses.changes(new Set([key('b')]))).toEqual([status('a', 'up'), status('b', 'error')]);
  expect(statuses.changes(new Set([key('b')]))).toEqual([]);
  expect(statuses.changes(none)).toEqual([status('b', 'up')]);
  statuses.onUpdate(update('a'));
  expect(statuses.changes(none)).toEqual([status('a', 'up')]);
  statuses.forgetTold();
  expect(statuses.changes(none)).toEqual([status('a', 'up'), status('b', 'up')]);
});

test('tells ahead of the others what is up before its round is over, and not again after it', () => {
  const statuses = new EndpointStatuses();
  const host = { endpoint_id: 'node-a-eth0' };
  statuses.onUpdate(update('a'));
  statuses.onUpdate(update('b'));
  statuses.onUpdate({ host_endpoint_update: { id: host, endpoint: {} } });
  const first = new Set([key('b'), 'host_endpoint node-a-eth0', key('never')]);
  const hostUp = { host_endpoint_status_update: { id: host, status: { status: 'up' } } };
  expect([...statuses.workloads(first)].map(({ id: { workload_id } }) => workload_id)).toEqual(['prod/b']);
  expect(statuses.changesOf(first)).toEqual([status('b', 'up'), hostUp]);
  expect(statuses.changesOf(first)).toEqual([]);
  expect(statuses.changes(none)).toEqual([status('a', 'up')]);
});

test('tells removals once, also those that a snapshot implies, and none of what came back', () => {
  const statuses = new EndpointStatuses();
  for (const pod of ['a', 'b', 'c']) statuses.onUpdate(update(pod));
  statuses.changes(none);
  statuses.onUpdate({ workload_endpoint_remove: { id: id('a') } });
  statuses.onUpdate({ workload_endpoint_remove: { id: id('never') } });
  statuses.onUpdate({ workload_endpoint_remove: { id: id('c') } });
  statuses.onUpdate(update('c'));
  statuses.retain(new Set([key('c')]));
  expect(statuses.changes(none)).toEqual([
    { workload_endpoint_status_remove: { id: id('a') } },
    { workload_endpoint_status_remove: { id: id('b') } },
    status('c', 'up'),
  ]);
  expect(statuses.changes(none)).toEqual([]);
});

test('tells of host endpoints too', () => {
  const statuses = new EndpointStatuses();
  const id = { endpoint_id: 'node-a-eth0' };
  statuses.onUpdate({ host_endpoint_update: { id, endpoint: {} } });
  expect([...statuses.programmed(none)]).toEqual([]);
  expect(statuses.changes(new Set(['host_endpoint node-a-eth0']))).toEqual([
    { host_endpoint_status_update: { id, status: { status: 'error' } } },
  ]);
  expect(statuses.changes(none)).toEqual([{ host_endpoint_status_update: { id, status: { status: 'up' } } }]);
  statuses.onUpdate({ host_endpoint_remove: { id } });
  expect(statuses.changes(none)).toEqual([{ host_endpoint_status_remove: { id } }]);
});
