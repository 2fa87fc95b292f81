import { access } from 'node:fs/promises';
import { ConfigError } from '@manul/config';
import { type ApiObject, type ConversionOptions, convert, type Source } from '@manul/model';
import { filesSource } from '@manul/source-files';
import { type ClusterAccess, clusterAccess, KubeconfigError, kubernetesSource } from '@manul/source-kubernetes';
import { recordingSource } from './recording-source.ts';
import type { SourceSpec } from './source-spec.ts';

export interface SourceOptions {
  /** For what a source has to remember from one start to the next. */
  readonly stateDir: string | undefined;
  readonly conversion: ConversionOptions;
}

/** Makes the source, not started yet. Rejects with ConfigError where there is nothing to read from. */
export async function createSource(spec: SourceSpec, { stateDir, conversion }: SourceOptions): Promise<Source> {
  if (spec.kind === 'directory') {
    await requireDirectory(spec.directory);
    return filesSource(spec.directory, {
      ...(stateDir !== undefined && { stateDir }),
      isUnderstood: (object) => isUnderstood(object, conversion),
    });
  }
  if (spec.kind === 'recording') return recordingSource(spec.file);
  try {
    return kubernetesSource(await clusterAccess(spec.kubeconfig === undefined ? {} : { kubeconfig: spec.kubeconfig }));
  } catch (error) {
    if (error instanceof KubeconfigError) throw new ConfigError(`--source: ${error.message}`, { cause: error });
    throw error;
  }
}

/** Where to tell of what becomes of objects; undefined where they come from no cluster. */
export function reportAccess(spec: SourceSpec): Promise<ClusterAccess> | undefined {
  if (spec.kind !== 'kubernetes') return undefined;
  const access = clusterAccess(spec.kubeconfig === undefined ? {} : { kubeconfig: spec.kubeconfig });
  // That there is no access at all the source finds out, and says.
  access.catch(() => undefined);
  return access;
}

/** The API server that says whose tokens are: the source's, or the one of this pod. */
export async function tokenReviewAccess(spec: SourceSpec): Promise<ClusterAccess> {
  const kubeconfig = spec.kind === 'kubernetes' ? spec.kubeconfig : undefined;
  try {
    return await clusterAccess(kubeconfig === undefined ? {} : { kubeconfig });
  } catch (error) {
    if (error instanceof KubeconfigError) throw new ConfigError(`--token-audience: ${error.message}`, { cause: error });
    throw error;
  }
}

/** Whether the graph can make something of an object by itself, not only keep what it had before. */
function isUnderstood(object: ApiObject, conversion: ConversionOptions): boolean {
  try {
    const { updates, errors } = convert(object, conversion);
    return updates.length > 0 || errors.length === 0;
  } catch {
    // The graph's feed names the object.
    return false;
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
