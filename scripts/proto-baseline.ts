// Holds the .proto files against the baseline that was released: nothing that somebody may rely on may change. After a
// release, `node scripts/proto-baseline.ts` takes what is new into the baseline.
import { readFileSync, writeFileSync } from 'node:fs';
import { protoFiles, readSchema, root, type SchemaType } from './proto-schema.ts';

const baselinePath = `${root}proto/baseline.json`;

/** By type, by number: name, type and label. */
export type Baseline = Readonly<Record<string, Readonly<Record<string, string>>>>;

export function currentSchema(): Baseline {
  const types = protoFiles.flatMap(readSchema);
  return Object.fromEntries(types.map((type) => [`${type.kind} ${type.name}`, membersOf(type)]));
}

export function readBaseline(): Baseline {
  return JSON.parse(readFileSync(baselinePath, 'utf8'));
}

function membersOf({ members }: SchemaType): Record<string, string> {
  const text = Object.entries(members).map(([number, { name, type, label, oneof }]) => {
    const parts = [label === 'repeated' ? 'repeated' : '', type, name, oneof === undefined ? '' : `in ${oneof}`];
    return [number, parts.filter((part) => part !== '').join(' ')] as const;
  });
  return Object.fromEntries(text);
}

/** What of the baseline is gone or another; what is new breaks nobody. */
export function breakingChanges(baseline: Baseline, current: Baseline): string[] {
  return Object.entries(baseline).flatMap(([type, members]) => {
    const now = current[type];
    if (!now) return [`${type} is gone`];
    return Object.entries(members).flatMap(([number, was]) => {
      const is = now[number];
      return is === was ? [] : [`${type}, ${number}: ${was} ${is === undefined ? 'is gone' : `became ${is}`}`];
    });
  });
}

if (process.argv[1] === new URL(import.meta.url).pathname) {
  const broken = breakingChanges(readBaselineOrNone(), currentSchema());
  if (broken.length > 0) throw new Error(`this would break clients:\n${broken.join('\n')}`);
  writeFileSync(baselinePath, `${JSON.stringify(currentSchema(), undefined, 2)}\n`);
}

function readBaselineOrNone(): Baseline {
  try {
    return readBaseline();
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return {};
    throw error;
  }
}
