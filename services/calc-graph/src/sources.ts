import { access } from 'node:fs/promises';
import { ConfigError } from '@manul/config';
import type { Source } from '@manul/model';
import { filesSource } from '@manul/source-files';
import { clusterAccess, KubeconfigError, kubernetesSource } from '@manul/source-kubernetes';
import type { SourceSpec } from './source-spec.ts';

/** Makes the source, not started yet. Rejects with ConfigError where there is nothing to read from. */
export async function createSource(spec: SourceSpec): Promise<Source> {
  if (spec.kind === 'directory') {
    await requireDirectory(spec.directory);
    return filesSource(spec.directory);
  }
  try {
    return kubernetesSource(await clusterAccess(spec.kubeconfig === undefined ? {} : { kubeconfig: spec.kubeconfig }));
  } catch (error) {
    if (error instanceof KubeconfigError) throw new ConfigError(`--source: ${error.message}`, { cause: error });
    throw error;
  }
}

/** One that is missing is a mistake, or not mounted yet; it must not be taken for a cluster without policies. */
async function requireDirectory(path: string): Promise<void> {
  try {
    await access(path);
  } catch (error) {
    throw new ConfigError(`--source: ${error instanceof Error ? error.message : String(error)}`, { cause: error });
  }
}
