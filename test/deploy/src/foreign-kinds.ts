// The kinds of operators that the chart can speak to, as far as an API server has to know them.
import type { ApiServer } from '@manul/test-apiserver';
import { untilServed } from './served.ts';

const foreignKinds = [
  { group: 'monitoring.coreos.com', version: 'v1', kind: 'PodMonitor', plural: 'podmonitors' },
  { group: 'monitoring.coreos.com', version: 'v1', kind: 'PrometheusRule', plural: 'prometheusrules' },
  { group: 'cert-manager.io', version: 'v1', kind: 'Issuer', plural: 'issuers' },
  { group: 'cert-manager.io', version: 'v1', kind: 'Certificate', plural: 'certificates' },
];

const definition = ({ group, version, kind, plural }: (typeof foreignKinds)[number]) => ({
  apiVersion: 'apiextensions.k8s.io/v1',
  kind: 'CustomResourceDefinition',
  metadata: { name: `${plural}.${group}` },
  spec: {
    group,
    scope: 'Namespaced',
    names: { kind, listKind: `${kind}List`, plural, singular: kind.toLowerCase() },
    versions: [
      {
        name: version,
        served: true,
        storage: true,
        schema: { openAPIV3Schema: { type: 'object', 'x-kubernetes-preserve-unknown-fields': true } },
      },
    ],
  },
});

/** Settles once objects of these kinds can be made. */
export async function defineForeignKinds(server: ApiServer): Promise<void> {
  for (const kind of foreignKinds) await server.apply(definition(kind));
  await untilServed(server);
}
