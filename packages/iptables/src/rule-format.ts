// Rules as the words that iptables-restore takes.
import type { Action, Match, PortRange, Rule } from '@manul/rules';

/** Criteria and action, without comments. Empty for a rule that only carries a comment. */
export function formatRule(rule: Rule): string {
  const words = rule.match.map(formatMatch);
  if (rule.action) words.push(formatAction(rule.action));
  return words.join(' ');
}

/** The kernel's limit is 256 with the final zero byte. */
const maxComment = 255;
const unsafeInComment = /[^\w @%+=:,./-]/g;

/** One comment as a match. What a restore input could misread is replaced by `_`. */
export function formatComment(text: string): string {
  return `-m comment --comment "${text.replace(unsafeInComment, '_').slice(0, maxComment)}"`;
}

function formatMatch(match: Match): string {
  const not = 'negate' in match && match.negate ? '! ' : '';
  switch (match.on) {
    case 'in-interface':
    case 'out-interface':
      return `--${match.on} ${match.name}`;
    case 'protocol':
      return `${not}-p ${match.protocol}`;
    case 'source-net':
      return `${not}--source ${match.cidr}`;
    case 'destination-net':
      return `${not}--destination ${match.cidr}`;
    case 'source-ports':
    case 'destination-ports':
      return `-m multiport ${not}--${match.on} ${match.ports.map(formatPorts).join(',')}`;
    case 'source-set':
      return `-m set ${not}--match-set ${match.set} src`;
    case 'destination-set':
      return `-m set ${not}--match-set ${match.set} dst`;
    case 'source-port-set':
      return `-m set ${not}--match-set ${match.set} src,src`;
    case 'destination-port-set':
      return `-m set ${not}--match-set ${match.set} dst,dst`;
    case 'icmp-type': {
      const name = match.ipVersion === 4 ? 'icmp' : 'icmp6';
      const option = match.ipVersion === 4 ? 'icmp-type' : 'icmpv6-type';
      return `-m ${name} ${not}--${option} ${match.type}${match.code === undefined ? '' : `/${match.code}`}`;
    }
    case 'mark':
      return `-m mark ${not}--mark ${match.value === 0 ? '0' : hex(match.value)}/${hex(match.mask)}`;
    case 'conntrack-state':
      return `-m conntrack ${not}--ctstate ${match.states.join(',')}`;
    case 'reverse-path-failed':
      return '-m rpfilter --invert --validmark';
    case 'address-type':
      return `-m addrtype ${not}--${match.side === 'source' ? 'src' : 'dst'}-type ${match.type}`;
    case 'limit':
      return `-m limit --limit ${match.rate}${match.burst === 0 ? '' : ` --limit-burst ${match.burst}`}`;
    case 'tcp-syn':
      return '-m tcp --tcp-flags FIN,SYN,RST,ACK SYN';
    case 'connections-above':
      return `-m connlimit --connlimit-above ${match.count} --connlimit-mask 0`;
  }
}

function formatAction(action: Action): string {
  switch (action.do) {
    case 'accept':
    case 'drop':
    case 'return':
      return `--jump ${action.do.toUpperCase()}`;
    case 'no-track':
      return '--jump NOTRACK';
    case 'reject':
      return action.with === undefined ? '--jump REJECT' : `-j REJECT --reject-with ${action.with}`;
    case 'jump':
      return `--jump ${action.chain}`;
    case 'go-to':
      return `--goto ${action.chain}`;
    case 'set-mark':
      return `--jump MARK --set-mark ${hex(action.mark)}/${hex(action.mark)}`;
    case 'clear-mark':
      return `--jump MARK --set-mark 0/${hex(action.mark)}`;
    case 'set-masked-mark':
      return `--jump MARK --set-mark ${hex(action.value)}/${hex(action.mask)}`;
    case 'set-dscp':
      return `--jump DSCP --set-dscp ${action.value}`;
    case 'log':
      return `--jump LOG --log-prefix "${action.prefix}: " --log-level 5`;
  }
}

function formatPorts({ first, last }: PortRange): string {
  return first === last ? `${first}` : `${first}:${last}`;
}

function hex(value: number): string {
  return `0x${(value >>> 0).toString(16)}`;
}
