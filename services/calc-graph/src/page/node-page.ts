// Nodes a page at a time, those that are worst first, with what all of them add up to: 5,000 are never sent at once.
import type { manul } from '@manul/proto';
import { nodeMessage } from '../admin/status-message.ts';
import type { NodeStatus } from '../receipts.ts';
import type { CalcGraphStatus } from '../status.ts';

export interface NodePageRequest {
  readonly offset: number;
  readonly limit: number;
  readonly search: string;
  /** `behind`, `errors`, `missing`; anything else: all. */
  readonly state: string;
}

export interface NodePage {
  readonly nodes: readonly manul.v1.INodeStatus[];
  readonly total: number;
  readonly lag: readonly { readonly belowMilliseconds: number | null; readonly nodes: number }[];
}

const lagBounds = [0, 100, 1000, 10_000, 60_000, null];
const maxLimit = 500;

export function nodePage({ nodes, nodesWithoutDriver }: CalcGraphStatus, request: NodePageRequest): NodePage {
  const known = new Set(nodes.map(({ node }) => node));
  const missing = nodesWithoutDriver.filter((node) => !known.has(node)).map(withoutDriver);
  const wanted = [...nodes, ...missing].filter(
    (node) => node.node.includes(request.search) && isIn(node, request.state),
  );
  wanted.sort((a, b) => badness(b) - badness(a) || b.lag - a.lag || (a.node < b.node ? -1 : 1));
  const from = Math.max(0, request.offset);
  return {
    nodes: wanted.slice(from, from + Math.min(maxLimit, Math.max(1, request.limit))).map(nodeMessage),
    total: wanted.length,
    lag: lagOf(nodes.filter(({ connected }) => connected)),
  };
}

function isIn({ connected, upToDate, errors, drifted }: NodeStatus, state: string): boolean {
  if (state === 'behind') return connected && !upToDate;
  if (state === 'errors') return connected && (errors.length > 0 || drifted);
  if (state === 'missing') return !connected;
  return true;
}

const badness = ({ connected, upToDate, errors, drifted }: NodeStatus) =>
  (errors.length > 0 || drifted ? 4 : 0) + (connected && !upToDate ? 2 : 0) + (connected ? 0 : 1);

function lagOf(nodes: readonly NodeStatus[]): NodePage['lag'] {
  const counts = lagBounds.map(() => 0);
  for (const { upToDate, lag } of nodes) {
    const index = upToDate ? 0 : lagBounds.findIndex((bound, i) => i > 0 && (bound === null || lag < bound));
    counts[index] = (counts[index] ?? 0) + 1;
  }
  return lagBounds.map((belowMilliseconds, index) => ({ belowMilliseconds, nodes: counts[index] ?? 0 }));
}

const withoutDriver = (node: string): NodeStatus => ({
  node,
  instance: '',
  driverVersion: '',
  backends: [],
  peer: '',
  connected: false,
  connectedAt: 0,
  wanted: 0,
  sent: undefined,
  acknowledged: undefined,
  upToDate: false,
  lag: 0,
  fromLastGood: false,
  drifted: false,
  errors: [],
  lastReceiptAt: undefined,
  lastRoundMicroseconds: 0,
  driftHealed: 0,
});
