import type { Rule, RuleAction, RuleSide } from '../resources.ts';

/** Anyone. */
export const anySide: RuleSide = {
  nets: [],
  notNets: [],
  selector: '',
  notSelector: '',
  ports: [],
  notPorts: [],
  original: {
    selector: '',
    notSelector: '',
    namespaceSelector: '',
    serviceAccountSelector: '',
    serviceAccountNames: [],
  },
};

/** A rule that matches everything but for what `matches` says. */
export function makeRule(action: RuleAction, path: string, matches: Partial<Rule> = {}): Rule {
  return {
    action,
    ipVersion: undefined,
    protocol: undefined,
    notProtocol: undefined,
    icmp: undefined,
    notIcmp: undefined,
    source: anySide,
    destination: anySide,
    http: undefined,
    annotations: {},
    ...matches,
    path,
  };
}

/** What stands for rules that could not be understood and may have been meant to deny. */
export function denyAll(path: string): Rule {
  return makeRule('deny', path);
}

export function makeSide(
  parts: Partial<Omit<RuleSide, 'original'>>,
  original: Partial<RuleSide['original']>,
): RuleSide {
  return { ...anySide, ...parts, original: { ...anySide.original, ...original } };
}
