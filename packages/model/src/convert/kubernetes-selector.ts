import { labelSelectorTerms } from '@manul/selector';
import { orchestratorLabel } from './calico-names.ts';
import { type Field, FieldError } from './field.ts';
import { type WrittenSelector, writtenSelector } from './selectors.ts';

// Kubernetes' policies are about pods, never about host endpoints or network sets that happen to have their labels.
const isPod = `${orchestratorLabel} == 'k8s'`;

/** Pods by a LabelSelector; all pods where it is absent or empty. */
export function readPodSelector(field: Field): WrittenSelector {
  return writtenSelector([isPod, ...readTerms(field)].join(' && '), field);
}

/** Namespaces by a LabelSelector; none at all given where it is absent, all where it is empty. */
export function readNamespacesSelector(field: Field): WrittenSelector {
  if (field.isAbsent) return writtenSelector('', field);
  return writtenSelector(readTerms(field).join(' && ') || 'all()', field);
}

/** Nodes by a LabelSelector; all where it is empty. */
export function readNodeSelector(field: Field): WrittenSelector {
  return writtenSelector(readTerms(field).join(' && ') || 'all()', field);
}

function readTerms(field: Field): readonly string[] {
  const { terms, problems } = labelSelectorTerms(field.value);
  const [problem] = problems;
  if (problem)
    throw new FieldError(problem.field === '' ? field.path : `${field.path}.${problem.field}`, problem.reason);
  return terms;
}
