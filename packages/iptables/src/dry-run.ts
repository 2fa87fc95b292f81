// What a backend would write, without writing it: commands that read are run, those that write are taken down.
import type { CommandRunner } from './exec.ts';

export interface PlannedWrite {
  /** `iptables-nft-restore`, `ip6tables-legacy-restore` or `ipset`. */
  readonly command: string;
  readonly lines: readonly string[];
}

export interface DryRun {
  readonly run: CommandRunner;
  /** In the order of writing. */
  readonly writes: readonly PlannedWrite[];
}

/** Wraps a runner. What is read stays as it was before, so it is good for one round. */
export function dryRun(run: CommandRunner): DryRun {
  const writes: PlannedWrite[] = [];
  return {
    writes,
    run: async (command, args, options) => {
      const isWrite = command.endsWith('-restore') || (command === 'ipset' && !/^(save|list)$/.test(args[0] ?? ''));
      if (!isWrite) return run(command, args, options);
      const input = options?.stdin;
      const text = input === undefined ? '' : typeof input === 'string' ? input : [...input].join('');
      const lines = text === '' ? [args.join(' ')] : text.split('\n').filter((line) => line !== '');
      writes.push({ command, lines });
      return { stdout: '', stderr: '' };
    },
  };
}
