export async function run(_args: readonly string[]): Promise<number> {
  process.stderr.write('manul conformance: not built yet\n');
  return 1;
}
