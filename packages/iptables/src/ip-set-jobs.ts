// What `ipset restore` is to be told so that one set of the kernel becomes what is wanted. What a job writes counts from
// then on as being in the kernel.
import type { IpVersion } from '@manul/rules';
import type { SetJob } from './ip-set-restore.ts';
import type { IpSetState, SetShape } from './ip-set-state.ts';

/** IPSET_DEFAULT_HASHSIZE of ip_set_hash_gen.h is 1024. */
const defaultHashSize = 2048;

/**
 * Creates the set, or adds to it; undefined where nothing is missing.
 * @param temporaryName gives the name of a set that is not there
 */
export function growthJob(state: IpSetState, ipVersion: IpVersion, temporaryName: () => string): SetJob | undefined {
  const { name, wanted, kernel } = state;
  if (!wanted) {
    return undefined;
  }
  const shape = { type: wanted.type, maxElements: state.maxElementsNeeded() };
  const adding = { state, memberLine: `add ${name} `, after: [] };
  if (!kernel) {
    const members = state.takeAll(shape);
    return { ...adding, before: [createLine(name, ipVersion, shape, members.length)], members };
  }
  if (kernel.type !== wanted.type) {
    // The kernel swaps sets of one type only. Where rules refer to the old set it stays, and the fault tells.
    const members = state.takeAll(shape);
    state.takeExtra();
    const before = [`destroy ${name}`, createLine(name, ipVersion, shape, members.length)];
    return { ...adding, before, members };
  }
  if (wanted.members.size + state.extra.size > kernel.maxElements) {
    return swapJob(state, ipVersion, shape, temporaryName());
  }
  const members = state.takeMissing();
  return members.length === 0 ? undefined : { ...adding, before: [], members };
}

/** A larger set takes the place of one in use. Members that are to go stay in it until the tables were written. */
function swapJob(state: IpSetState, ipVersion: IpVersion, shape: SetShape, temporary: string): SetJob {
  const members = [...state.extra, ...state.takeAll(shape)];
  return {
    state,
    before: [createLine(temporary, ipVersion, shape, members.length)],
    memberLine: `add ${temporary} `,
    members,
    after: [`swap ${temporary} ${state.name}`, `destroy ${temporary}`],
  };
}

/** Removes members that are not wanted; undefined where there are none. */
export function shrinkingJob(state: IpSetState): SetJob | undefined {
  const members = state.takeExtra();
  return members.length === 0 ? undefined : { state, before: [], memberLine: `del ${state.name} `, members, after: [] };
}

/** @param gone called once the kernel has the set no more */
export function destructionJob(state: IpSetState, gone: () => void): SetJob {
  const done = () => {
    state.gone();
    gone();
  };
  return { state, before: [`destroy ${state.name}`], memberLine: '', members: [], after: [], done };
}

function createLine(name: string, ipVersion: IpVersion, { type, maxElements }: SetShape, members: number): string {
  const family = ipVersion === 6 ? 'inet6' : 'inet';
  // The kernel doubles the table each time that it is full, and moves all members: a large set starts large.
  const size = members > defaultHashSize ? ` hashsize ${2 ** Math.ceil(Math.log2(members / 2))}` : '';
  return `create ${name} ${type} family ${family}${size} maxelem ${maxElements}`;
}
