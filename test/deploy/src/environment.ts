import { findProgram, missingPrograms } from '@manul/test-apiserver';
import { findOrInstallHelm } from '../../../scripts/helm.ts';

/** Why Helm cannot be had here; undefined where it can. It is built at the first call. */
function helmProblem(): string | undefined {
  try {
    findOrInstallHelm();
    return undefined;
  } catch (error) {
    return `helm: ${error instanceof Error ? error.message : String(error)}`;
  }
}

const hints: Readonly<Record<string, string>> = {
  kubectl: 'kubectl (Debian: apt-get install kubernetes-client)',
  promtool: 'promtool (Debian: apt-get install prometheus)',
  openssl: 'openssl (Debian: apt-get install openssl)',
};

type Need = 'helm' | 'apiserver' | 'kubectl' | 'promtool' | 'openssl';

/** What a test file cannot do without and is not here. Under CI that is an error: nothing is skipped in silence there. */
export function missing(...needs: readonly Need[]): readonly string[] {
  const list = needs.flatMap((need) => {
    if (need === 'helm') return helmProblem() ?? [];
    if (need === 'apiserver') return missingPrograms();
    return findProgram(need) ? [] : [hints[need] ?? need];
  });
  if (list.length > 0 && process.env['CI']) throw new Error(`needs ${list.join(' and ')}`);
  if (list.length > 0) process.stderr.write(`skipped: needs ${list.join(' and ')}\n`);
  return list;
}
