// Generates what is derived from the Helm chart, so that it cannot diverge from it: the kustomize base and overlays, and
// the chart's table of values. The output is committed; a test compares.
//
//   node scripts/render-manifests.ts
import { mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { stringify } from 'yaml';
import { chartReadme } from './chart-readme.ts';
import { renderChart } from './helm.ts';
import { differences } from './manifest-patch.ts';
import { type Manifest, parseManifests } from './manifests.ts';

const root = join(import.meta.dirname, '..');
const kustomize = join(root, 'deploy', 'kustomize');

/** The overlays by name, each with the values that it stands for. */
export function overlays(): readonly string[] {
  const names = readdirSync(join(kustomize, 'values')).map((file) => file.replace(/\.yaml$/, ''));
  return names.filter((name) => name !== 'base').sort();
}

export const valuesFile = (name: string) => join(kustomize, 'values', `${name}.yaml`);

/** The objects of the chart under some values, as plain manifests: without what only Helm uses. */
export function plainManifests(name: string): readonly Manifest[] {
  return parseManifests(renderChart({ values: [valuesFile(name)] })).map(withoutHelm);
}

const helmLabels = new Set(['helm.sh/chart', 'app.kubernetes.io/managed-by']);

function withoutHelm(object: Manifest): Manifest {
  const labels = Object.entries(object.metadata.labels ?? {}).filter(([name]) => !helmLabels.has(name));
  return { ...object, metadata: { ...object.metadata, labels: Object.fromEntries(labels) } };
}

const generated = '# Generated from deploy/helm/manul by scripts/render-manifests.ts; edit the chart instead.\n';

/** Every generated file by its path from the root. */
export function generatedFiles(): ReadonlyMap<string, string> {
  const files = new Map<string, string>();
  const base = plainManifests('base');
  const put = (path: string, content: string) => files.set(join('deploy', 'kustomize', path), content);
  put('base/manifests.yaml', manifestFile([namespace, ...base]));
  put('base/kustomization.yaml', kustomization({ resources: ['manifests.yaml'] }));
  for (const name of overlays()) {
    const { added, patches } = differences(base, plainManifests(name));
    const resources = ['../../base', ...(added.length > 0 ? ['added.yaml'] : [])];
    if (added.length > 0) put(`overlays/${name}/added.yaml`, manifestFile(added));
    const comment = readFileSync(valuesFile(name), 'utf8').match(/^(#.*\n)*/)?.[0] ?? '';
    put(
      `overlays/${name}/kustomization.yaml`,
      comment + kustomization({ resources, ...(patches.length > 0 && { patches }) }),
    );
  }
  files.set(join('deploy', 'helm', 'manul', 'README.md'), chartReadme(join(root, 'deploy', 'helm', 'manul')));
  return files;
}

/** The driver needs the host's network, so the namespace has to admit it. */
const namespace: Manifest = {
  apiVersion: 'v1',
  kind: 'Namespace',
  metadata: {
    name: 'manul-system',
    labels: {
      'app.kubernetes.io/part-of': 'manul',
      'pod-security.kubernetes.io/enforce': 'privileged',
      'pod-security.kubernetes.io/warn': 'privileged',
    },
  },
};

const yaml = (value: unknown) => stringify(value, { lineWidth: 0, aliasDuplicateObjects: false });
const manifestFile = (objects: readonly Manifest[]) => generated + objects.map(yaml).join('---\n');
const kustomization = (content: object) =>
  generated + yaml({ apiVersion: 'kustomize.config.k8s.io/v1beta1', kind: 'Kustomization', ...content });

if (import.meta.main) {
  for (const folder of ['base', 'overlays']) rmSync(join(kustomize, folder), { recursive: true, force: true });
  for (const [path, content] of generatedFiles()) {
    mkdirSync(dirname(join(root, path)), { recursive: true });
    writeFileSync(join(root, path), content);
  }
}
