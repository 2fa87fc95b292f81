import type { Chain, RulesConfig } from '@manul/rules';
import type { Table } from './table.ts';

/** The kernel has reject in filter alone. In this table's chains, what is to be rejected is dropped. */
export function withoutReject(table: Table, config: RulesConfig): Table {
  if (config.filterDenyAction !== 'reject') return table;
  return {
    name: table.name,
    ipVersion: table.ipVersion,
    updateChain: (chain) => table.updateChain(dropping(chain)),
    updateChains: (chains) => table.updateChains(chains.map(dropping)),
    removeChain: (name) => table.removeChain(name),
    removeChains: (names) => table.removeChains(names),
    insertRules: (chain, rules) => table.insertRules(chain, rules),
    appendRules: (chain, rules) => table.appendRules(chain, rules),
  };
}

function dropping(chain: Chain): Chain {
  const rules = chain.rules.map((rule) =>
    rule.action?.do === 'reject' ? { ...rule, action: { do: 'drop' } as const } : rule,
  );
  return { ...chain, rules };
}
