import { existsSync } from 'node:fs';
import { homedir } from 'node:os';
import { delimiter, join } from 'node:path';
import { type ClusterAccess, inClusterAccess } from './access.ts';
import { KubeconfigError, kubeconfigAccess, readKubeconfig } from './kubeconfig.ts';

export interface AccessOptions {
  /** A kubeconfig file. Without it: $KUBECONFIG, the pod's service account, or ~/.kube/config, whichever comes first. */
  readonly kubeconfig?: string;
  /** A context of the kubeconfig; without it, its current one. */
  readonly context?: string;
}

/** Finds the API server and the credentials for it; throws a `KubeconfigError` where there are none. */
export async function clusterAccess(options: AccessOptions = {}, env = process.env): Promise<ClusterAccess> {
  const named = options.kubeconfig ? [options.kubeconfig] : (env['KUBECONFIG'] ?? '').split(delimiter).filter(Boolean);
  if (named.length > 0) return kubeconfigAccess(await readKubeconfig(named), options.context);
  const inCluster = inClusterAccess(undefined, env);
  if (inCluster) return inCluster;
  const own = join(homedir(), '.kube', 'config');
  if (existsSync(own)) return kubeconfigAccess(await readKubeconfig([own]), options.context);
  throw new KubeconfigError(`no cluster: no kubeconfig given, KUBECONFIG not set, not in a pod, and no ${own}`);
}
