// Writes a table's edits in one transaction, or, where the kernel does not take it as one, in parts.
import type { TableName } from '@manul/rules';
import type { IptablesCommands, RestoreOutcome } from './iptables-commands.ts';
import { type ChainEdit, countChanges, editAt, restoreInput } from './restore-input.ts';

export interface PlannedEdit {
  readonly edit: ChainEdit;
  /** The whole chain written anew; for our own chains that are created or updated. */
  readonly rewrite?: () => ChainEdit;
  /** The chains that its rules refer to. */
  readonly targets: readonly string[];
  /** Called once the kernel has it. */
  readonly written: () => void;
  /** Called where the chain is filled piece by piece: so many rules it has, none of which is to be relied on. */
  readonly begun?: (rules: number) => void;
}

interface Suspect {
  readonly planned: PlannedEdit;
  readonly reason: string;
}

export interface Attempt {
  readonly outcome: RestoreOutcome;
  /** The edits that the command named. */
  readonly suspects: readonly Suspect[];
}

/** Told of a refused edit; gives what is to be written in its place, if anything. */
export type OnRefused = (refused: PlannedEdit, reason: string) => PlannedEdit | undefined;

/** The table cannot be written now, whatever the input. */
export class TableUnavailable extends Error {
  override readonly name = 'TableUnavailable';
}

/** After a transaction was too large: small enough for the least of socket buffers, large enough to be few. */
const firstPartLines = 2000;
/** No socket is too small for these. */
const leastPartLines = 16;
const kindOrder = ['create', 'update', 'hook', 'flush', 'delete'] as const;

export class TransactionWriter {
  readonly #table: TableName;
  readonly #commands: IptablesCommands;
  /** What one transaction may hold, as far as it was found out. */
  #maxLines = Number.POSITIVE_INFINITY;
  written = 0;
  calls = 0;
  /** Transactions that were split because they exceeded the netlink socket's buffer. */
  splits = 0;
  /** Chains that transactions were to change since `watch`. */
  touched = new Set<string>();
  /** Those of the transaction that is under way. */
  #underWay: readonly string[] = [];

  constructor(table: TableName, commands: IptablesCommands) {
    this.#table = table;
    this.#commands = commands;
  }

  /** Starts counting anew. */
  reset(): void {
    this.written = 0;
    this.calls = 0;
    this.splits = 0;
  }

  /** Begins to note anew what is touched, with what is under way. */
  watch(): void {
    this.touched = new Set(this.#underWay);
  }

  async attempt(planned: readonly PlannedEdit[]): Promise<Attempt> {
    if (planned.length === 0) {
      return { outcome: { kind: 'done' }, suspects: [] };
    }
    const edits = planned.map(({ edit }) => edit);
    const changes = countChanges(edits);
    if (changes > this.#maxLines) {
      return { outcome: { kind: 'too-large', reason: 'larger than what was refused before' }, suspects: [] };
    }
    const outcome = await this.#restore(edits);
    if (outcome.kind === 'done') {
      this.written += changes;
      for (const { written } of planned) {
        written();
      }
    } else if (outcome.kind === 'too-large') {
      this.#maxLines = Math.max(leastPartLines, Math.min(firstPartLines, Math.floor(changes / 2)));
    } else if (outcome.kind === 'unavailable') {
      throw new TableUnavailable(outcome.reason);
    }
    return { outcome, suspects: outcome.kind === 'refused' ? suspectsOf(outcome, planned, edits) : [] };
  }

  async #restore(edits: readonly ChainEdit[]): Promise<RestoreOutcome> {
    this.calls++;
    this.#underWay = edits.map(({ chain }) => chain);
    for (const chain of this.#underWay) this.touched.add(chain);
    try {
      return await this.#commands.restore(restoreInput(this.#table, edits));
    } finally {
      this.#underWay = [];
    }
  }

  /** Throws TableUnavailable where not even a transaction without a change is taken: then no chain is to blame. */
  async probe(): Promise<void> {
    const outcome = await this.#restore([]);
    if (outcome.kind !== 'done') {
      throw new TableUnavailable(outcome.reason);
    }
  }

  /**
   * Writes in several transactions, in an order that never opens: chains that nothing refers to, the innermost first;
   * then those that exist, and the hooks; then, if nothing was refused, what goes. Parts that are refused are halved
   * until the refused edit stands alone.
   * @returns what was left undone for that reason
   */
  async writeInParts(planned: readonly PlannedEdit[], onRefused: OnRefused): Promise<readonly PlannedEdit[]> {
    let refused = false;
    const noteRefused: OnRefused = (edit, reason) => {
      refused = true;
      return onRefused(edit, reason);
    };
    const ofKind = (...kinds: readonly ChainEdit['kind'][]) => planned.filter(({ edit }) => kinds.includes(edit.kind));
    await this.#writePart(innermostFirst(ofKind('create')), noteRefused);
    await this.#writePart([...innermostFirst(ofKind('update')), ...ofKind('hook')], noteRefused);
    const removals = [...ofKind('flush'), ...ofKind('delete')];
    if (refused) {
      return removals;
    }
    await this.#remove(removals, onRefused);
    return [];
  }

  /** Chains that cannot be deleted are not emptied either: who still refers to them may rely on their verdict. */
  async #remove(removals: readonly PlannedEdit[], onRefused: OnRefused): Promise<void> {
    for (let rest = removals; rest.length > 0; ) {
      const { outcome, suspects } = await this.attempt(rest);
      if (outcome.kind === 'done') {
        return;
      }
      if (outcome.kind === 'too-large') {
        this.splits++;
        const middle = rest.length >> 1;
        await this.#writePart(rest.slice(0, middle), onRefused);
        await this.#writePart(rest.slice(middle), onRefused);
        return;
      }
      const stuck = suspects.length > 0 ? suspects : rest.map((each) => ({ planned: each, reason: outcome.reason }));
      for (const { planned, reason } of stuck) {
        onRefused(planned, reason);
      }
      const chains = new Set(stuck.map(({ planned }) => planned.edit.chain));
      rest = rest.filter(({ edit }) => !chains.has(edit.chain));
    }
  }

  async #writePart(part: readonly PlannedEdit[], onRefused: OnRefused): Promise<void> {
    const [first] = part;
    if (!first) {
      return;
    }
    const { outcome } = await this.attempt(part);
    if (outcome.kind === 'too-large') {
      this.splits++;
    }
    if (outcome.kind === 'done') {
      return;
    }
    if (part.length > 1) {
      const middle = part.length >> 1;
      await this.#writePart(part.slice(0, middle), onRefused);
      await this.#writePart(part.slice(middle), onRefused);
      return;
    }
    const failure = outcome.kind === 'too-large' && first.rewrite ? await this.#writePiecewise(first) : outcome;
    if (failure.kind === 'refused' || failure.kind === 'too-large') {
      const replacement = onRefused(first, failure.reason);
      if (replacement) {
        await this.attempt([replacement]);
      }
    }
  }

  /** One chain that is too large by itself: closed by a first rule until the last piece is there. */
  async #writePiecewise(planned: PlannedEdit): Promise<RestoreOutcome> {
    const { chain, lines } = planned.rewrite?.() ?? planned.edit;
    const guard = this.#table === 'nat' ? [] : [`-A ${chain} -j DROP`];
    const edit = { kind: 'update', chain, declare: false } as const;
    const pieces: ChainEdit[] = [{ ...edit, declare: true, lines: guard }];
    const size = Math.min(this.#maxLines, firstPartLines);
    for (let from = 0; from < lines.length; from += size) {
      pieces.push({ ...edit, lines: lines.slice(from, from + size) });
    }
    pieces.push({ ...edit, lines: guard.map(() => `-D ${chain} 1`) });
    let rules = 0;
    for (const piece of pieces) {
      const written = () => {
        rules += piece.lines.length;
        if (piece === pieces.at(-1)) planned.written();
        else planned.begun?.(rules);
      };
      const { outcome } = await this.attempt([{ edit: piece, targets: [], written }]);
      if (outcome.kind === 'too-large' && size > leastPartLines) {
        return await this.#writePiecewise(planned);
      }
      if (outcome.kind !== 'done') {
        return outcome;
      }
    }
    return { kind: 'done' };
  }
}

function suspectsOf(
  outcome: RestoreOutcome & { readonly kind: 'refused' },
  planned: readonly PlannedEdit[],
  edits: readonly ChainEdit[],
): Suspect[] {
  const suspects = new Map<PlannedEdit, string>();
  for (const [line, reason] of outcome.lines) {
    const edit = editAt(edits, line);
    const suspect = edit && planned[edits.indexOf(edit)];
    if (suspect) {
      suspects.set(suspect, reason);
    }
  }
  return [...suspects].map(([suspect, reason]) => ({ planned: suspect, reason }));
}

/** The order of the edits in one transaction. */
export function inWritingOrder(planned: readonly PlannedEdit[]): PlannedEdit[] {
  return kindOrder.flatMap((kind) => planned.filter(({ edit }) => edit.kind === kind));
}

/** Chains before those that refer to them, so that each transaction finds the chains that it names. */
function innermostFirst(planned: readonly PlannedEdit[]): PlannedEdit[] {
  const byChain = new Map(planned.map((each) => [each.edit.chain, each]));
  const ordered: PlannedEdit[] = [];
  const visit = (each: PlannedEdit): void => {
    if (!byChain.delete(each.edit.chain)) {
      return;
    }
    for (const target of each.targets) {
      const inner = byChain.get(target);
      if (inner) {
        visit(inner);
      }
    }
    ordered.push(each);
  };
  for (const each of planned) {
    visit(each);
  }
  return ordered;
}
