// The recorded cases and corpora of ../shared as steps of a cluster: each step the changes that lead to its state.
import { readdirSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import type { ApiObject, ObjectChange } from '@manul/model';
import { clusterState, nodesOf, Placement } from '../../services/cli/src/conformance/cluster-state.ts';
import { loadCorpus } from '../../services/cli/src/conformance/corpus.ts';
import { goldenCaseNames, readGolden } from '../replay/shared-data.ts';

export interface CaseSteps {
  readonly name: string;
  readonly steps: readonly (readonly ObjectChange[])[];
}

const conformance = fileURLToPath(new URL('../../../shared/conformance/', import.meta.url));
const nodeCount = 2;

export function goldenSteps(): CaseSteps[] {
  return goldenCaseNames().map((name) => ({ name, steps: readGolden(name, 'steps') as ObjectChange[][] }));
}

/** Every case of every corpus, or of each only the first `most`. */
export function conformanceSteps(most = Number.POSITIVE_INFINITY): CaseSteps[] {
  const corpora = readdirSync(conformance, { withFileTypes: true }).filter((entry) => entry.isDirectory());
  return corpora.flatMap(({ name: corpus }) =>
    loadCorpus(`${conformance}${corpus}`)
      .slice(0, most)
      .map((testCase): CaseSteps => {
        const nodes = nodesOf(testCase, nodeCount);
        const placement = new Placement(nodes);
        const states = testCase.steps.map((step) => clusterState(step, nodes, placement).objects as ApiObject[]);
        const steps = states.map((state, index) => changesBetween(states[index - 1] ?? [], state));
        return { name: `${corpus}/${testCase.id}`, steps };
      }),
  );
}

/** What deletes all that the steps leave. */
export function undoing(steps: CaseSteps['steps']): ObjectChange[] {
  const left = new Map<string, ApiObject>();
  for (const { op, object } of steps.flat()) {
    if (op === 'delete') left.delete(keyOf(object));
    else left.set(keyOf(object), object);
  }
  return [...left.values()].map((object) => ({ op: 'delete', object }));
}

function changesBetween(before: readonly ApiObject[], after: readonly ApiObject[]): ObjectChange[] {
  const [was, is] = [before, after].map((objects) => new Map(objects.map((object) => [keyOf(object), object])));
  const deleted = [...was!].flatMap(([key, object]): ObjectChange[] =>
    is!.has(key) ? [] : [{ op: 'delete', object }],
  );
  const applied = [...is!].flatMap(([key, object]): ObjectChange[] =>
    JSON.stringify(was!.get(key)) === JSON.stringify(object) ? [] : [{ op: 'apply', object }],
  );
  return [...deleted, ...applied];
}

const keyOf = ({ apiVersion, kind, metadata }: ApiObject): string =>
  [apiVersion, kind, metadata.namespace ?? '', metadata.name].join(' ');
