// Holds a lab in a sandbox, for a test that cannot enter one itself: `node lab-host.ts SOCKET`. It serves one test, by
// LabCalls over that socket, and ends with the connection; the kernel then takes everything away.
import { once } from 'node:events';
import { connect, createServer, type Socket } from 'node:net';
import { createInterface } from 'node:readline';
import { runCommand } from '../../../services/cli/src/lab/command.ts';
import { inNetns, podNetns } from '../../../services/cli/src/lab/network.ts';
import { Outside } from '../../../services/cli/src/lab/outside.ts';
import { type ProbedPod, ProbeField } from '../../../services/cli/src/lab/probe-field.ts';
import { runProbes } from '../../../services/cli/src/lab/probe-runner.ts';
import { Prober, SourcePorts } from '../../../services/cli/src/lab/prober.ts';
import { ServiceProcess } from '../../../services/cli/src/lab/process.ts';
import { runInSandbox } from '../../../services/cli/src/lab/sandbox.ts';
import { Watcher } from '../../../services/cli/src/lab/watcher.ts';
import { type LabAnswer, type LabCalls, type LabRequest, OUTSIDE, type Place } from './lab-calls.ts';
import { serviceCommand } from './service-command.ts';

const emptyKernel = `
  for iptables in iptables ip6tables; do
    for table in raw mangle nat filter; do $iptables -t $table -F; $iptables -t $table -X; done
  done
  ipset destroy`;

class LabHost implements LabCalls {
  #field: ProbeField | undefined;
  #outside: Outside | undefined;
  #outsideProber: Prober | undefined;
  #pods: readonly ProbedPod[] = [];
  readonly #watchers: Watcher[] = [];
  readonly #drivers = new Map<string, ServiceProcess>();
  readonly #services = new Map<string, ServiceProcess>();

  async create({ nodes, outside }: Parameters<LabCalls['create']>[0]): Promise<void> {
    this.#field = await ProbeField.create(nodes);
    this.#outside = await Outside.create(OUTSIDE, outside, nodes);
    this.#outsideProber = new Prober(OUTSIDE, OUTSIDE, new SourcePorts());
  }

  async setPods(pods: readonly ProbedPod[]): Promise<void> {
    this.#pods = pods;
    await this.#field?.setPods(pods);
    await this.#outside?.routeTo(pods.filter(({ hostNetwork }) => !hostNetwork));
  }

  async listen({ on, target }: Parameters<LabCalls['listen']>[0]): Promise<void> {
    await this.#prober(on).listen(target.protocol, target.port);
  }

  async probe({ probes, milliseconds }: Parameters<LabCalls['probe']>[0]): ReturnType<LabCalls['probe']> {
    const tasks = probes.map(({ from, target, allow }) => ({ prober: this.#prober(from), target, allow }));
    return runProbes(tasks, milliseconds);
  }

  async watch({ from, mode, target }: Parameters<LabCalls['watch']>[0]): Promise<number> {
    return this.#watchers.push(await Watcher.start(this.#netns(from), mode, target)) - 1;
  }

  report(watch: number): ReturnType<LabCalls['report']> {
    return this.#watcher(watch).report();
  }

  finish(watch: number): ReturnType<LabCalls['finish']> {
    return this.#watcher(watch).finish();
  }

  async startDriver(options: Parameters<LabCalls['startDriver']>[0]): Promise<void> {
    const { node, flags, logFile, wrapper = [], checkout } = options;
    const command = inNetns(node, [...wrapper, ...serviceCommand(['driver', '--node', node, ...flags], checkout)]);
    this.#drivers.set(node, new ServiceProcess(`driver ${node}`, command, logFile));
  }

  async killDriver(node: string): Promise<void> {
    await this.#drivers.get(node)?.stop('SIGKILL');
    this.#drivers.delete(node);
  }

  async startService({ name, on, command, logFile }: Parameters<LabCalls['startService']>[0]): Promise<void> {
    this.#services.set(name, new ServiceProcess(name, inNetns(this.#netns(on), command), logFile));
  }

  async stopService({ name, signal }: Parameters<LabCalls['stopService']>[0]): Promise<void> {
    const service = this.#services.get(name);
    this.#services.delete(name);
    await service?.stop(signal);
  }

  async forward({ address, port, socket }: Parameters<LabCalls['forward']>[0]): Promise<void> {
    const server = createServer((client) => {
      const upstream = connect(socket);
      client.on('error', () => upstream.destroy()).on('close', () => upstream.destroy());
      upstream.on('error', () => client.destroy()).on('close', () => client.destroy());
      client.pipe(upstream).pipe(client);
    });
    await once(server.listen(port, address), 'listening');
  }

  run({ on, command, input }: Parameters<LabCalls['run']>[0]): Promise<string> {
    return runCommand(inNetns(this.#netns(on), command), input);
  }

  async kernel(node: string): Promise<readonly string[]> {
    const commands = [
      ['iptables-save', '-c'],
      ['ip6tables-save', '-c'],
      ['ipset', 'save', '-sorted'],
    ];
    return Promise.all(commands.map((command) => runCommand(inNetns(node, command))));
  }

  async emptyKernel(node: string): Promise<void> {
    await runCommand(inNetns(node, ['sh', '-ec', emptyKernel]));
  }

  async assertRunning(): Promise<void> {
    for (const service of [...this.#drivers.values(), ...this.#services.values()]) service.assertRunning();
  }

  #prober(place: Place): Prober {
    const prober =
      typeof place !== 'string'
        ? this.#field?.proberOf(place)
        : place === OUTSIDE
          ? this.#outsideProber
          : this.#field?.nodeProber(place);
    if (!prober) throw new Error(`${JSON.stringify(place)} is not in the lab`);
    return prober;
  }

  #netns(place: Place): string {
    if (typeof place === 'string') return place;
    const pod = this.#pods.find(({ namespace, name }) => namespace === place.namespace && name === place.name);
    if (!pod) throw new Error(`pod ${place.namespace}/${place.name} is not in the lab`);
    return pod.hostNetwork ? pod.node : podNetns(pod);
  }

  #watcher(index: number): Watcher {
    const watcher = this.#watchers[index];
    if (!watcher) throw new Error(`there is no watcher ${index}`);
    return watcher;
  }
}

async function serve(connection: Socket): Promise<void> {
  const host: LabCalls = new LabHost();
  for await (const line of createInterface({ input: connection })) {
    const { id, method, argument } = JSON.parse(line) as LabRequest;
    const call = host[method].bind(host) as (argument: unknown) => Promise<unknown>;
    const answer = (answer: LabAnswer) => connection.write(`${JSON.stringify(answer)}\n`);
    // Calls run side by side: a probe that waits does not hold up a report.
    void call(argument).then(
      (result) => answer({ id, result }),
      (error: unknown) => answer({ id, error: error instanceof Error ? error.message : String(error) }),
    );
  }
}

process.exitCode = await runInSandbox(async ({ signal }) => {
  const server = createServer().listen(process.argv[2]);
  const [connection] = (await once(server, 'connection', { signal })) as [Socket];
  connection.on('error', () => {});
  await serve(connection);
  return 0;
});
