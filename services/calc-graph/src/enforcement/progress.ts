// Whether what the graph was told is in nodes' kernels by now: in one process by its own receipts, with a log between by
// how far in it nodes are served.
import { isBefore, type LogPosition } from '../log/entries.ts';
import type { Leader } from '../log/replication.ts';
import type { SharedReceipts } from '../log/shared-receipts.ts';
import type { NodeStatus, Receipts } from '../receipts.ts';

/** Stands for all that the graph was told up to one of its flushes. */
export interface Mark {
  readonly flushes: number;
  /** The log's end when all of that was written to it; found out later. */
  position?: LogPosition;
}

/** `away`: the node has no driver that could say. */
export type NodeWord = 'enforced' | 'behind' | 'away';

export interface Progress {
  /** Whether this process is the one to tell others. */
  readonly isLeading: boolean;
  /** For what the newest flush has worked in. */
  mark(): Mark;
  word(node: string, mark: Mark): NodeWord;
  get(node: string): NodeStatus | undefined;
  list(): readonly NodeStatus[];
}

/** All nodes are served by this process, from the graph itself: a flush is what they need at once. */
export function localProgress(receipts: Receipts): Progress {
  return {
    isLeading: true,
    mark: () => ({ flushes: 0 }),
    word: (node) => wordOf(receipts.get(node)),
    get: (node) => receipts.get(node),
    list: () => receipts.list(),
  };
}

export function loggedProgress(leader: Leader, receipts: SharedReceipts): Progress {
  return {
    get isLeading() {
      return leader.written !== undefined;
    },
    mark: () => ({ flushes: leader.flushes }),
    word(node, mark) {
      const { written } = leader;
      if (!mark.position && written && written.flushes >= mark.flushes) mark.position = written.position;
      const status = receipts.get(node);
      const word = wordOf(status);
      if (!status || word !== 'enforced') return word;
      const served = receipts.servedTo(status);
      return served && mark.position && !isBefore(served, mark.position) ? 'enforced' : 'behind';
    },
    get: (node) => receipts.get(node),
    list: () => receipts.list(),
  };
}

function wordOf(status: NodeStatus | undefined): NodeWord {
  if (!status?.connected) return 'away';
  return status.upToDate ? 'enforced' : 'behind';
}
