// What a report says besides verdicts; those are held against truth tables in compare.test.ts.
import { type ApiObject, defaultOptions } from '@manul/model';
import { expect, test } from 'vitest';
import { ClusterModel } from './cluster-model.ts';
import { updatesOf } from './random-cluster.ts';
import { whatIf } from './what-if.ts';
import { WholeCluster } from './whole-cluster.ts';

const policy = (name: string): ApiObject => ({
  apiVersion: 'networking.k8s.io/v1',
  kind: 'NetworkPolicy',
  metadata: { namespace: 'shop', name },
  spec: { podSelector: {} },
});

function problemsOfDeleting(name: string) {
  const model = new ClusterModel();
  model.update(updatesOf([policy('closed')]));
  const whole = new WholeCluster();
  whole.update(model.updates());
  whole.settle();
  const change = { apply: [], delete: [policy(name)], enforceStaged: false };
  return whatIf(model, whole, change, { conversion: defaultOptions }).problems;
}

test('what cannot be deleted because it is not there is named', () => {
  expect(problemsOfDeleting('closed')).toEqual([]);
  expect(problemsOfDeleting('closde')).toEqual([
    {
      object: 'NetworkPolicy shop/closde',
      field: 'metadata.name',
      reason: 'policy knows of no such object',
      effect: 'nothing is deleted',
    },
  ]);
});
