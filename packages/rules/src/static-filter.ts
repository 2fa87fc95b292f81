// The static chains of filter: what comes into, goes through and leaves the node.
import { addressVersion } from './addresses.ts';
import { back, clearMark, fromInterface, goTo, jump, marked, protocol, rule, toInterface, unmarked } from './build.ts';
import type { Chain, Rule } from './chain.ts';
import type { Rendering } from './config.ts';
import { allMarks } from './mark-bits.ts';
import { hostPolicyAccepted, ofOtherWorkloads, ofWorkloads } from './static-common.ts';

export function input(r: Rendering): Chain {
  const { names, marks, config } = r;
  const allow = { do: config.filterAllowAction };
  return {
    name: names.input,
    rules: [
      ...ofWorkloads(r, (name) => rule(fromInterface(name), goTo(names.workloadToHost))),
      ...ofOtherWorkloads(r, 'from', goTo(names.workloadToHost)),
      // Accepted in raw or mangle already.
      rule(marked(marks.accept), allow),
      rule([], clearMark(allMarks(marks))),
      rule([], jump(names.fromHostEndpoints)),
      rule(marked(marks.accept), allow, hostPolicyAccepted),
    ],
  };
}

/** Without these a workload could not find its router: multicast listeners, router and neighbour solicitation. */
const neighbourDiscovery = [130, 131, 132, 133, 135, 136];

export function workloadToHost(r: Rendering): Chain {
  const { names, config } = r;
  const discovery = r.ipVersion === 4 ? [] : neighbourDiscovery;
  const rules = discovery.map((type) =>
    rule([protocol(58), { on: 'icmp-type', ipVersion: 6, type }], { do: config.filterAllowAction }),
  );
  return {
    name: names.workloadToHost,
    rules: [
      ...rules,
      rule([], jump(names.fromWorkloads)),
      rule([], { do: config.endpointToHostAction }, 'Configured DefaultEndpointToHostAction'),
    ],
  };
}

export function forward(r: Rendering): Chain {
  const { names, marks } = r;
  return {
    name: names.forward,
    rules: [
      // The accept bit is how raw and mangle tell that they accepted.
      rule([], clearMark((allMarks(marks) & ~marks.accept) >>> 0)),
      rule(unmarked(marks.accept), jump(names.fromHostEndpointsForward)),
      ...workloadForwarding(r),
      rule([], jump(names.toHostEndpointsForward)),
      rule([], jump(names.blockedCidrs)),
    ],
  };
}

/** Where workloads' interfaces may have any name, all packets are looked at. */
function workloadForwarding({ names, config }: Rendering): Rule[] {
  if (config.workloadDispatch === 'any')
    return [rule([], jump(names.fromWorkloads)), rule([], jump(names.toWorkloads))];
  return config.workloadInterfacePrefixes.flatMap((prefix) => [
    rule(fromInterface(`${prefix}+`), jump(names.fromWorkloads)),
    rule(toInterface(`${prefix}+`), jump(names.toWorkloads)),
  ]);
}

export function output(r: Rendering): Chain {
  const { names, marks, config } = r;
  const allow = { do: config.filterAllowAction };
  return {
    name: names.output,
    rules: [
      rule(marked(marks.accept), allow),
      // A node may always reach its own workloads: the kubelet's probes.
      ...ofWorkloads(r, (name) => rule(toInterface(name), back)),
      ...ofOtherWorkloads(r, 'to', back),
      rule([], clearMark(allMarks(marks))),
      // Where the destination was changed, the interface known here is the old one's; mangle decides later.
      rule({ on: 'conntrack-state', states: ['DNAT'], negate: true }, jump(names.toHostEndpoints)),
      rule(marked(marks.accept), allow, hostPolicyAccepted),
    ],
  };
}

/** Packets to service addresses that nothing serves would go round between this node and its gateway. */
export function blockedCidrsChain(cidrs: readonly string[], r: Rendering): Chain {
  const { serviceLoopPrevention: action } = r.config;
  const ours = action === 'off' ? [] : cidrs.filter((cidr) => addressVersion(cidr) === r.ipVersion).sort();
  const rules = ours.map((cidr) => rule({ on: 'destination-net', cidr }, { do: action as 'drop' | 'reject' }));
  return { name: r.names.blockedCidrs, rules };
}
