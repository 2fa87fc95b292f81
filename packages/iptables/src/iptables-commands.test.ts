import { describe, expect, it } from 'vitest';
import { CommandError } from './exec.ts';
import { classifyFailure } from './iptables-commands.ts';

const call = { command: 'iptables-nft-restore', args: [] };
const failed = (stderr: string, exitStatus = 2) =>
  classifyFailure(new CommandError('failed', call, { exitStatus, stderr }));

describe('a failed iptables-restore', () => {
  it.each([
    [
      "iptables-nft-restore v1.8.9 (nf_tables): Set x doesn't exist.\n\nError occurred at line: 3\nTry `iptables-nft-restore -h' or 'iptables-nft-restore --help' for more information.",
      [[3, "iptables-nft-restore v1.8.9 (nf_tables): Set x doesn't exist."]],
    ],
    ['iptables-restore: line 2 failed', [[2, 'iptables-restore: line 2 failed']]],
    [
      'iptables-nft-restore v1.8.9 (nf_tables): \nline 5: RULE_REPLACE failed (Invalid argument): rule in chain a\nline 6: RULE_APPEND failed (Invalid argument): rule in chain b',
      [
        [5, 'line 5: RULE_REPLACE failed (Invalid argument): rule in chain a'],
        [6, 'line 6: RULE_APPEND failed (Invalid argument): rule in chain b'],
      ],
    ],
    [
      'line 5: RULE_APPEND failed (Operation not permitted): rule in chain a',
      [[5, 'line 5: RULE_APPEND failed (Operation not permitted): rule in chain a']],
    ],
    ['something new', []],
  ])('was refused: %s', (stderr, lines) => {
    const outcome = failed(stderr);
    expect(outcome.kind === 'refused' && [...outcome.lines]).toEqual(lines);
  });

  it('was too large', () => {
    const stderr = 'sendmsg() failed: Message too long\niptables-nft-restore: line 100001 failed: Message too long.';
    expect(failed(stderr, 1).kind).toBe('too-large');
  });

  it.each([
    'Another app is currently holding the xtables lock. Stopped waiting after 2s.',
    'iptables-nft-restore v1.8.9 (nf_tables): Could not fetch rule set generation id: Permission denied (you must be root)',
    'line 2: TABLE_ADD failed (Operation not supported): table filter',
    "iptables-restore v1.8.9 (legacy): can't initialize iptables table `filter': Permission denied",
  ])('could not work: %s', (stderr) => {
    expect(failed(stderr, 4).kind).toBe('unavailable');
  });

  it('never ran, was too slow or was killed', () => {
    expect(classifyFailure(new CommandError('not-run', call, {})).kind).toBe('unavailable');
    expect(classifyFailure(new CommandError('timeout', call, {})).kind).toBe('unavailable');
    expect(classifyFailure(new CommandError('failed', call, { stderr: 'line 2 failed' })).kind).toBe('unavailable');
  });
});
