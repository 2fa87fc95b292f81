/** What may stand in a rule as an interface's name. A `+` at its end would match others' interfaces. */
const usable = /^[A-Za-z0-9_][A-Za-z0-9_.:@-]{0,14}$/;

export function isInterfaceName(name: string): boolean {
  return usable.test(name);
}
