export async function run(_args: readonly string[]): Promise<number> {
  process.stderr.write('manul record: not built yet\n');
  return 1;
}
