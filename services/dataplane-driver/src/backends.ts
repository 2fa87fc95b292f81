// Which kernel backend the settings ask for.
import { ConfigError } from '@manul/config';
import {
  type ApplyReport,
  type KernelBackend,
  type KernelIpSets,
  type KernelTable,
  NoopTable,
  RecordingIpSets,
} from '@manul/dataplane';
import { BackendUnavailableError, createIptablesBackend } from '@manul/iptables';
import type { Logger } from '@manul/observability';
import type { IpVersion, RulesConfig, TableName } from '@manul/rules';
import type { NodeConfig } from './config.ts';

/** Rejects with ConfigError where this host has not what is asked for. */
export async function createBackend(config: NodeConfig, rules: RulesConfig, log: Logger): Promise<KernelBackend> {
  const ipVersions: readonly IpVersion[] = config.ipv6 ? [4, 6] : [4];
  const tables: readonly TableName[] = config.rawEgressOnly ? ['raw'] : ['raw', 'mangle', 'filter'];
  if (config.backend === 'none') return dryBackend(ipVersions, tables);
  try {
    const variant = config.backend;
    const backend = await createIptablesBackend({
      variant,
      ipVersions,
      tables,
      insertMode: rules.chainInsertMode,
      prefix: config.prefix,
    });
    for (const [ipVersion, reason] of backend.unusable) log.error({ ipVersion, reason }, 'IP version is not enforced');
    if (backend.leftInOtherVariant > 0) {
      const { variant: used, leftInOtherVariant: left } = backend;
      log.warn({ used, left }, 'the other iptables variant has rules of ours; manul cleanup removes them');
    }
    return backend;
  } catch (error) {
    if (error instanceof BackendUnavailableError)
      throw new ConfigError(`--backend: ${error.message}`, { cause: error });
    throw error;
  }
}

const nothing: ApplyReport = { written: 0, commands: 0, driftHealed: 0, faults: [] };

class DryTable extends NoopTable implements KernelTable {
  readonly isMuchDue = false;

  urgentPart(): undefined {}

  apply(): Promise<ApplyReport> {
    return Promise.resolve(nothing);
  }
}

class DryIpSets extends RecordingIpSets implements KernelIpSets {
  isLeaving(): boolean {
    return false;
  }

  applyAdditions(): Promise<ApplyReport> {
    return Promise.resolve(nothing);
  }

  applyRemovals(): Promise<ApplyReport> {
    return Promise.resolve(nothing);
  }
}

function dryBackend(ipVersions: readonly IpVersion[], tables: readonly TableName[]): KernelBackend {
  return {
    name: 'none',
    tables: ipVersions.flatMap((v) => tables.map((name) => new DryTable(name, v))),
    ipSets: ipVersions.map((v) => new DryIpSets(v)),
    allowRemovals: () => {},
    verify: async () => {},
  };
}
