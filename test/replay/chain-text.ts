// Rendered steps as text that people can review: the chains that a kernel would be given, whole at the first step, then
// those that each step changes.
import type { RenderedStep } from '../../services/cli/src/render/render-steps.ts';

/** By `IPv4 filter cali-tw-…`. */
type Chains = ReadonlyMap<string, readonly string[]>;

export function chainText(steps: readonly RenderedStep[]): string {
  let before: Chains = new Map();
  const parts = steps.map((step, index) => {
    const now = chainsOf(step);
    const lines = [`step ${index + 1}`, ...changes(before, now)];
    before = now;
    return lines.join('\n');
  });
  return `${parts.join('\n\n')}\n`;
}

function chainsOf(step: RenderedStep): Chains {
  const chains = new Map<string, readonly string[]>();
  for (const family of ['4', '6'] as const) {
    for (const table of ['raw', 'mangle', 'filter'] as const) {
      const { chains: rendered, kernel, programmed } = step[family][table];
      for (const [name, rules] of Object.entries(kernel)) {
        chains.set(`IPv${family} ${table} ${name}`, [
          ...(rules.insert ?? []),
          '(rules of others)',
          ...(rules.append ?? []),
        ]);
      }
      for (const name of programmed) chains.set(`IPv${family} ${table} ${name}`, rendered[name] ?? []);
    }
  }
  return chains;
}

function* changes(before: Chains, now: Chains): Generator<string> {
  for (const [name, rules] of now) {
    if (before.get(name)?.join('\n') === rules.join('\n')) continue;
    yield `${before.has(name) ? 'changed' : 'new'} ${name}`;
    for (const rule of rules) yield `    ${rule}`;
  }
  for (const name of before.keys()) if (!now.has(name)) yield `gone ${name}`;
}
