// Kubernetes' label selectors by their definition, apart from the code that is tested.
// https://kubernetes.io/docs/concepts/overview/working-with-objects/labels/#label-selectors
interface LabelSelector {
  readonly matchLabels?: Readonly<Record<string, string>>;
  readonly matchExpressions?: readonly {
    readonly key: string;
    readonly operator: string;
    readonly values?: readonly string[];
  }[];
}

export class KubernetesSelector {
  readonly #selector: LabelSelector;

  constructor(selector: LabelSelector) {
    this.#selector = selector;
  }

  matches(labels: Readonly<Record<string, string>>): boolean {
    const { matchLabels = {}, matchExpressions = [] } = this.#selector;
    return (
      Object.entries(matchLabels).every(([key, value]) => labels[key] === value) &&
      matchExpressions.every(({ key, operator, values = [] }) => {
        const value = labels[key];
        if (operator === 'Exists') return value !== undefined;
        if (operator === 'DoesNotExist') return value === undefined;
        const isIn = value !== undefined && values.includes(value);
        return operator === 'In' ? isIn : !isIn;
      })
    );
  }
}
