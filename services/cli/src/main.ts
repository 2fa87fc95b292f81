// The `manul` command. Each subcommand is a module that is loaded only when it runs.

interface CommandModule {
  /** Runs the subcommand on the arguments after its name; gives the exit code. */
  readonly run: (args: readonly string[]) => Promise<number>;
}

interface CommandEntry {
  readonly summary: string;
  readonly load: () => Promise<CommandModule>;
}

const commands: Readonly<Record<string, CommandEntry>> = {
  'calc-graph': { summary: 'run the calculation-graph service', load: () => import('./commands/calc-graph.ts') },
  driver: { summary: 'run the dataplane driver of a node', load: () => import('./commands/driver.ts') },
  'felix-bridge': {
    summary: 'run a driver that was written for Felix',
    load: () => import('./commands/felix-bridge.ts'),
  },
  migrate: {
    summary: 'tell what taking over a node from Felix would change',
    load: () => import('./commands/migrate.ts'),
  },
  compute: { summary: 'objects to messages, for every node', load: () => import('./commands/compute.ts') },
  render: { summary: "a node's messages to chains", load: () => import('./commands/render.ts') },
  record: { summary: 'write a live stream to a file', load: () => import('./commands/record.ts') },
  replay: { summary: 'a recording to chains, a kernel or a driver', load: () => import('./commands/replay.ts') },
  explain: { summary: 'why one end can, or cannot, reach another', load: () => import('./commands/explain.ts') },
  'who-can': { summary: 'reach a pod, or be reached by it', load: () => import('./commands/who-can.ts') },
  'what-if': { summary: 'which verdicts a change would change', load: () => import('./commands/what-if.ts') },
  status: { summary: 'nodes, lag, errors and drift', load: () => import('./commands/status.ts') },
  recording: { summary: 'look into, cut, join and check recordings', load: () => import('./commands/recording.ts') },
  conformance: { summary: 'probe who may talk to whom', load: () => import('./commands/conformance.ts') },
  cleanup: { summary: "remove what Manul put into this host's kernel", load: () => import('./commands/cleanup.ts') },
  demo: { summary: 'watch policies take effect between namespaced hosts', load: () => import('./commands/demo.ts') },
};

function usage(): string {
  const width = Math.max(...Object.keys(commands).map((name) => name.length));
  const lines = Object.entries(commands).map(([name, { summary }]) => `  ${name.padEnd(width)}  ${summary}`);
  return `Usage: manul COMMAND [OPTIONS]\n\n${lines.join('\n')}\n\nmanul COMMAND --help tells more, with an example; manul --version names the release.\n`;
}

async function main(argv: readonly string[]): Promise<number> {
  const [name, ...args] = argv;
  if (name === undefined) {
    process.stderr.write(usage());
    return 2;
  }
  // `manul help COMMAND` is what `manul COMMAND --help` is.
  if (name === 'help' && args[0] !== undefined) return main([args[0], '--help']);
  if (name === '--help' || name === '-h' || name === 'help') {
    process.stdout.write(usage());
    return 0;
  }
  if (name === '--version') {
    const { version } = await import('@manul/observability');
    process.stdout.write(`manul ${version}\n`);
    return 0;
  }
  const entry = Object.hasOwn(commands, name) ? commands[name] : undefined;
  if (!entry) {
    process.stderr.write(`manul: unknown command ${name}\n\n${usage()}`);
    return 2;
  }
  return (await entry.load()).run(args);
}

// Whoever reads may stop early, as `head` does: then there is nothing left to do.
process.stdout.on('error', (error: NodeJS.ErrnoException) => {
  if (error.code !== 'EPIPE') throw error;
  process.exit();
});

process.exitCode = await main(process.argv.slice(2));
