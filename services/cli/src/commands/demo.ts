export async function run(_args: readonly string[]): Promise<number> {
  process.stderr.write('manul demo: not built yet\n');
  return 1;
}
