import { ConfigError } from '@manul/config';
import type { Source } from '@manul/model';
import { filesSource } from '@manul/source-files';
import { clusterAccess, KubeconfigError, kubernetesSource } from '@manul/source-kubernetes';
import type { SourceSpec } from './source-spec.ts';

/** Makes the source, not started yet. Rejects with ConfigError where there is no cluster to be found. */
export async function createSource(spec: SourceSpec): Promise<Source> {
  if (spec.kind === 'directory') return filesSource(spec.directory);
  try {
    return kubernetesSource(await clusterAccess(spec.kubeconfig === undefined ? {} : { kubeconfig: spec.kubeconfig }));
  } catch (error) {
    if (error instanceof KubeconfigError) throw new ConfigError(`--source: ${error.message}`, { cause: error });
    throw error;
  }
}
