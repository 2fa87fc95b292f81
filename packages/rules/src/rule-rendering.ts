// A policy's or profile's rules as kernel rules. A rule that decides sets a mark bit, which the endpoint's chain reads:
//
//   criteria → set the accept (pass, drop) bit
//   the bit is set → return (return, drop)
import type { felix } from '@manul/proto';
import { back, marked, rule, setMark } from './build.ts';
import type { Action, Match, Rule } from './chain.ts';
import type { Rendering } from './config.ts';
import { type LogOwner, logPrefix } from './log-prefix.ts';
import { MatchBlocks, type Side } from './match-blocks.ts';
import { splitPorts } from './port-split.ts';
import { ruleForVersion } from './rule-family.ts';
import { ruleMatches } from './rule-matches.ts';
import { protocolOf, ruleProblem, withOneProtocol } from './rule-problem.ts';

/** The rules of one chain. The first rule carries `comment`, a rule without criteria and action where there is none. */
export function renderRules(rules: readonly felix.IRule[], owner: LogOwner, comment: string, r: Rendering): Rule[] {
  const rendered = rules.flatMap((one) => renderRule(one, owner, r));
  // Returning at the end of a chain is what happens anyway.
  while (rendered.at(-1)?.action?.do === 'return') rendered.pop();
  const [first = { match: [] }] = rendered;
  rendered[0] = { ...first, comments: (first.comments ?? []).concat(comment) };
  return rendered.slice();
}

function renderRule(given: felix.IRule, owner: LogOwner, r: Rendering): Rule[] {
  const problem = ruleProblem(given);
  if (problem) return renderMisunderstood(given, `${problem.field}: ${problem.reason}`, r);
  const single = withOneProtocol(given);
  const ours = single && ruleForVersion(single, r.ipVersion);
  if (!ours) return [];
  const blocks = new MatchBlocks(r.marks);
  const rest = moveIntoBlocks(ours, blocks, r);
  const match = [...ruleMatches(rest, r), ...blocks.outcome];
  return annotate([...blocks.rules, ...decide(match, given.action ?? '', owner, r)], given);
}

/** What cannot be understood opens nothing: an allow rule allows nothing, a deny or pass rule denies everything. */
function renderMisunderstood(given: felix.IRule, why: string, r: Rendering): Rule[] {
  const action = given.action ?? '';
  if (action === '' || action === 'allow' || action === 'log') return [];
  const [first, ...others] = decide([], 'deny', { profile: '' }, r);
  return first ? [{ ...first, comments: [`Not understood, denies: ${why}`] }, ...others] : [];
}

/** Moves the criteria that one kernel rule cannot hold into blocks; gives back what is left. */
function moveIntoBlocks(rule: felix.IRule, blocks: MatchBlocks, r: Rendering): felix.IRule {
  const rest = { ...rule };
  const anyPort = (side: Side, ports: 'src_ports' | 'dst_ports', named: `${'src' | 'dst'}_named_port_ip_set_ids`) => {
    const splits = splitPorts(rule[ports] ?? []);
    const sets = rule[named] ?? [];
    if (splits.length + sets.length < 2) return;
    blocks.anyPort(side, protocolOf(rule.protocol), splits, sets.map(r.setName));
    rest[ports] = [];
    rest[named] = [];
  };
  const anyNet = (side: Side, nets: 'src_net' | 'dst_net') => {
    const cidrs = rule[nets] ?? [];
    if (cidrs.length < 2) return;
    blocks.anyNet(side, cidrs);
    rest[nets] = [];
  };
  // The rule proper has one place for a network, wanted or excluded.
  const noneOfNets = (side: Side, nets: 'src_net' | 'dst_net', not: 'not_src_net' | 'not_dst_net') => {
    const cidrs = rule[not] ?? [];
    if (cidrs.length === 0 || cidrs.length + (rest[nets] ?? []).length < 2) return;
    blocks.noneOfNets(side, cidrs);
    rest[not] = [];
  };
  anyPort('source', 'src_ports', 'src_named_port_ip_set_ids');
  anyPort('destination', 'dst_ports', 'dst_named_port_ip_set_ids');
  anyNet('source', 'src_net');
  anyNet('destination', 'dst_net');
  noneOfNets('source', 'src_net', 'not_src_net');
  noneOfNets('destination', 'dst_net', 'not_dst_net');
  return rest;
}

function decide(match: readonly Match[], action: string, owner: LogOwner, r: Rendering): Rule[] {
  const { config, marks } = r;
  const decided = (mark: number, then: Action) => [rule(match, setMark(mark)), rule(marked(mark), then)];
  switch (action) {
    case '':
    case 'allow':
      return decided(marks.accept, back);
    case 'pass':
    case 'next-tier':
      return decided(marks.pass, back);
    case 'log': {
      const { logRateLimit: rate, logRateLimitBurst: burst } = config;
      const limit: Match[] = rate === '' ? [] : [{ on: 'limit', rate, burst }];
      return [rule([...limit, ...match], { do: 'log', prefix: logPrefix(config.logPrefix, owner) })];
    }
    default:
      return decided(marks.drop, { do: config.filterDenyAction });
  }
}

function annotate(rules: Rule[], { metadata }: felix.IRule): Rule[] {
  const annotations = Object.entries(metadata?.annotations ?? {});
  if (annotations.length === 0) return rules;
  const comments = annotations.map(([key, value]) => `${key}=${value}`).sort();
  return rules.map((one) => ({ ...one, comments }));
}
