// Everything that reads bytes from outside. A target throws where the code under it did what it must not: anything but
// its own kind of error is a crash.
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { ConfigError, loadConfig } from '../../../packages/config/src/index.ts';
import { DesiredState } from '../../../packages/dataplane/src/desired-state.ts';
import { SharedListing } from '../../../packages/iptables/src/ip-set-listing.ts';
import { parseSave } from '../../../packages/iptables/src/save-parser.ts';
import { convert, removal } from '../../../packages/model/src/index.ts';
import {
  encodeFelixFrame,
  FelixFrameError,
  FelixFrameReader,
  felix,
  manul,
} from '../../../packages/proto/src/index.ts';
import { RecordingError, readRecording } from '../../../packages/recording/src/index.ts';
import { defaultRulesConfig } from '../../../packages/rules/src/index.ts';
import { parseSelector, SelectorError } from '../../../packages/selector/src/index.ts';
import { parseManifest } from '../../../packages/source-files/src/index.ts';
import { LineSplitter } from '../../../packages/source-kubernetes/src/json-lines.ts';
import { isRawObject, KnownObjects } from '../../../packages/source-kubernetes/src/known-objects.ts';
import { configSchema as graphConfigSchema } from '../../../services/calc-graph/src/config.ts';
import { checkHello } from '../../../services/calc-graph/src/hello.ts';
import { InventoryReader } from '../../../services/calc-graph/src/inventory-reader.ts';
import { Renderer } from '../../../services/cli/src/render/render-steps.ts';
import { configSchema } from '../../../services/dataplane-driver/src/config.ts';
import {
  configFile,
  flags,
  ipsetSave,
  iptablesSave,
  manifests,
  messages,
  recording,
  selectors,
  watchEvents,
} from './seeds.ts';

export interface Target {
  readonly seeds: readonly Buffer[];
  /** What a grammar is made of. */
  readonly words: readonly string[];
  readonly run: (input: Buffer) => void | Promise<void>;
}

const text = (...texts: readonly string[]) => texts.map((each) => Buffer.from(each));

/** The result, or undefined where the code refused the input in its own way. */
function refusing<T>(kind: new (...args: never[]) => Error, work: () => T): T | undefined {
  try {
    return work();
  } catch (error) {
    if (error instanceof kind) return undefined;
    throw error;
  }
}

/** protobufjs throws errors of several kinds at what is no message; those who call it expect all of them. */
function decoded<T>(decode: () => T): T | undefined {
  return refusing(Error, decode);
}

/** For what is read from files. */
const scratch = mkdtempSync(join(tmpdir(), 'manul-fuzz-'));

export function removeScratch(): void {
  rmSync(scratch, { recursive: true, force: true });
}

const maxLineBytes = 64 * 1024;

const downward = messages.map((message) => Buffer.from(felix.ToDataplane.encode(message).finish()));

export const targets: Readonly<Record<string, Target>> = {
  'node-frames': {
    seeds: [Buffer.from(manul.v1.FromNode.encode({ hello: { node: 'node-a', protocol_version: 1 } }).finish())],
    words: [],
    run(input) {
      const message = decoded(() => manul.v1.FromNode.decode(input));
      if (message?.hello) checkHello(message.hello as manul.v1.Hello);
      new InventoryReader().add(message?.inventory?.entries ?? input);
    },
  },
  messages: {
    seeds: [Buffer.from(manul.v1.ToNode.encode({ updates: messages.map((message) => ({ message })) }).finish())],
    words: [],
    run(input) {
      const updates = decoded(() => manul.v1.ToNode.decode(input))?.updates ?? [];
      const state = new DesiredState();
      const renderer = new Renderer({ rules: defaultRulesConfig, interfaces: new Map() });
      renderer.step(updates.flatMap(({ message }) => (message ? state.accept(message) : [])));
    },
  },
  'felix-pipes': {
    seeds: [Buffer.concat(downward.map(encodeFelixFrame))],
    words: [],
    run(input) {
      refusing(FelixFrameError, () => {
        const reader = new FelixFrameReader();
        for (const half of [input.subarray(0, input.length / 2), input.subarray(input.length / 2)]) {
          for (const envelope of reader.push(half)) decoded(() => felix.ToDataplane.decode(envelope));
        }
      });
    },
  },
  recordings: {
    seeds: [await recording('binary'), await recording('json-lines')],
    words: ['{', '}', '"at"', ':', ',', '\n', 'null'],
    async run(input) {
      try {
        const reader = await readRecording(chunked(input), 'fuzz');
        for await (const _ of reader);
      } catch (error) {
        if (!(error instanceof RecordingError)) throw error;
      }
    },
  },
  selectors: {
    seeds: text(...selectors),
    words: ['==', '!=', ' in ', ' not in ', 'has(', 'all()', 'global()', '&&', '||', '!', '(', ')', '{', '}', "'", '"'],
    run(input) {
      const selector = refusing(SelectorError, () => parseSelector(input.toString('utf8')));
      if (!selector) return;
      // What is written in canonical form is the same selector.
      if (parseSelector(selector.canonical).canonical !== selector.canonical) throw new Error('not canonical');
      selector.evaluate((key) => (key === 'role' ? 'web' : undefined));
    },
  },
  manifests: {
    seeds: text(...manifests),
    words: [
      '---\n',
      '- ',
      ': ',
      '{',
      '}',
      '[',
      ']',
      '&a ',
      '*a',
      '!!str ',
      '|',
      '>',
      '"',
      "'",
      '#',
      '<<: ',
      'null',
      '~',
    ],
    run(input) {
      for (const { object } of parseManifest(input.toString('utf8')).objects) {
        convert(object);
        removal(object);
      }
    },
  },
  'iptables-save': {
    seeds: text(iptablesSave),
    words: [':', '-A ', '--comment "cali:', '*filter', 'COMMIT', '# Table `', 'is incompatible', '\n'],
    run(input) {
      parseSave(input.toString('utf8'), { chainPrefix: 'cali-', commentPrefix: 'cali:' });
    },
  },
  'ipset-save': {
    seeds: text(ipsetSave),
    words: ['create ', 'add ', 'cali40', 'maxelem', ' ', '\n'],
    async run(input) {
      const run = async () => ({ stdout: input.toString('utf8'), stderr: '' });
      await new SharedListing(run, 'cali', [4, 6]).read(4);
    },
  },
  'watch-events': {
    seeds: text(watchEvents),
    words: ['{', '}', '[', ']', ':', ',', '\n', '"', 'null', '{}', '[]', '1e999', '"__proto__"'],
    run(input) {
      const known = new KnownObjects('Pod');
      for (const line of new LineSplitter(maxLineBytes).push(input)) {
        const event = refusing(SyntaxError, () => JSON.parse(line) as { object?: unknown } | null);
        if (!isRawObject(event?.object)) continue;
        const change = known.apply(event.object, 'v1');
        if (change) convert(change.object);
      }
    },
  },
  flags: {
    seeds: text(flags),
    words: ['--', '=', '--server', '--felix', '--backend', 'unix:', '\n', 'true', '1e999', '__proto__'],
    run(input) {
      const argv = input.toString('utf8').split('\n');
      const namesFile = argv.some((argument) => argument.startsWith('--config'));
      if (!namesFile) refusing(ConfigError, () => loadConfig({ schema: configSchema, argv, environment: {} }));
    },
  },
  configuration: {
    seeds: text(configFile),
    words: [': ', '- ', '\n', '{', '}', '[', ']', '&a ', '*a', '!!str ', '~', '1e999', '<<: ', '__proto__'],
    run(input) {
      const path = join(scratch, 'config.yaml');
      writeFileSync(path, input);
      for (const schema of [configSchema, graphConfigSchema]) {
        refusing(ConfigError, () => loadConfig({ schema, argv: ['--config', path], environment: {} }));
      }
    },
  },
};

async function* chunked(input: Buffer): AsyncGenerator<Uint8Array> {
  for (let at = 0; at < input.length; at += 100) yield input.subarray(at, at + 100);
}
