// Runs cases one after another: state, enforcement, probes, comparison.
import { EnforcementError } from '../lab/control-plane.ts';
import type { ProbeOutcome } from '../lab/prober.ts';
import { clusterState, nodesOf, Placement, type StateNode } from './cluster-state.ts';
import type { CorpusCase, CorpusStep } from './corpus.ts';
import type { Dataplane, DataplaneFactory } from './dataplane.ts';
import { type PlannedProbe, planProbes } from './plan.ts';

/** A probe that went another way than its truth table says. */
export interface WrongProbe {
  readonly step: number;
  readonly probe: PlannedProbe;
  readonly outcome: ProbeOutcome;
}

export interface CaseResult {
  readonly id: string;
  readonly passed: number;
  readonly wrong: readonly WrongProbe[];
  /** Steps that were not enforced; all their probes count as failed. */
  readonly broken: readonly { readonly step: number; readonly reason: string; readonly probes: number }[];
  readonly seconds: number;
}

export const failedProbes = ({ wrong, broken }: CaseResult): number =>
  wrong.length + broken.reduce((sum, { probes }) => sum + probes, 0);

export interface RunOptions {
  readonly cases: readonly CorpusCase[];
  /** How many nodes where a case has none of its own. */
  readonly nodeCount: number;
  readonly dataplane: DataplaneFactory;
  readonly signal: AbortSignal;
  readonly onCase: (result: CaseResult) => void;
  /** Hears what came of each step's probes, in order. */
  readonly onProbes?: (step: StepProbes) => void;
}

export interface StepProbes {
  readonly case: string;
  /** From 1. */
  readonly step: number;
  readonly probes: readonly PlannedProbe[];
  readonly outcomes: readonly ProbeOutcome[];
}

/** Keeps one dataplane as long as cases have the same nodes. */
export async function runCases(options: RunOptions): Promise<readonly CaseResult[]> {
  const results: CaseResult[] = [];
  let current: Lab | undefined;
  for (const testCase of options.cases) {
    const nodes = nodesOf(testCase, options.nodeCount);
    const key = JSON.stringify(nodes);
    if (current?.key !== key) {
      await current?.dataplane.close();
      current = { key, nodes, dataplane: await options.dataplane(nodes), placement: new Placement(nodes) };
    }
    const result = await runCase(testCase, current, options);
    options.onCase(result);
    results.push(result);
  }
  await current?.dataplane.close();
  return results;
}

interface Lab {
  readonly key: string;
  readonly nodes: readonly StateNode[];
  readonly dataplane: Dataplane;
  readonly placement: Placement;
}

async function runCase(testCase: CorpusCase, lab: Lab, { signal, onProbes }: RunOptions): Promise<CaseResult> {
  const start = performance.now();
  const wrong: WrongProbe[] = [];
  const broken: CaseResult['broken'][number][] = [];
  let passed = 0;
  for (const [index, step] of testCase.steps.entries()) {
    signal.throwIfAborted();
    const outcome = await runStep(step, index + 1, lab);
    if ('reason' in outcome) {
      broken.push(outcome);
      continue;
    }
    const wrongHere = outcome.probes.flatMap((probe, at) => {
      const of = outcome.outcomes[at] ?? { kind: 'silent' };
      return isAsExpected(probe, of) ? [] : [{ step: index + 1, probe, outcome: of }];
    });
    passed += outcome.probes.length - wrongHere.length;
    wrong.push(...wrongHere);
    onProbes?.({ case: testCase.id, step: index + 1, ...outcome });
  }
  return { id: testCase.id, passed, wrong, broken, seconds: (performance.now() - start) / 1000 };
}

type StepOutcome = Pick<StepProbes, 'probes' | 'outcomes'> | CaseResult['broken'][number];

async function runStep(step: CorpusStep, number: number, { dataplane, nodes, placement }: Lab): Promise<StepOutcome> {
  const state = clusterState(step, nodes, placement);
  const probes = planProbes(step, state);
  try {
    await dataplane.enforce(state, probes);
  } catch (error) {
    // What broke for this state alone; anything else ends the run.
    if (!(error instanceof EnforcementError)) throw error;
    return { step: number, reason: error.message, probes: probes.length };
  }
  return { probes, outcomes: await dataplane.probe(probes) };
}

/** Allowed: the very pod answered. Denied: nobody did, not even with a reset. */
function isAsExpected({ allow, to }: PlannedProbe, outcome: ProbeOutcome): boolean {
  if (!allow) return outcome.kind === 'silent';
  if (outcome.kind !== 'open') return false;
  const name = to && (to.spec.hostNetwork ? to.node : `${to.namespace}/${to.name}`);
  return name === undefined || outcome.by === name;
}
