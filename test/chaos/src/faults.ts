// What can go wrong, one thing at a time. Each leaves the plane in a state from which it gets well by itself, or with what
// `heal` does.
import { setTimeout as pause } from 'node:timers/promises';
import { freePort } from '../../apiserver/src/index.ts';
import type { Plane } from './plane.ts';
import type { Random } from './random.ts';
import { realNodes } from './real-nodes.ts';
import { RedisProcess } from './redis-process.ts';
import { driverVersions } from './versions.ts';

/** A word on what was done. */
type Fault = (plane: Plane, random: Random, directory: string) => Promise<string>;

/** Longer than a leader's reign lasts without being renewed. */
const longerThanAReign = 7_000;
const day = 86_400_000;

const one = <T>(of: readonly T[], random: Random): T => of[random(of.length)]!;
const services = ({ leaders, fanOuts }: Plane) => [...leaders, ...fanOuts];

export const faults: Readonly<Record<string, Fault>> = {
  'kill -9': async (plane, random) => {
    const service = one(services(plane), random);
    await service.end('SIGKILL');
    if (random(2) === 0) service.start();
    return service.name;
  },
  'kill -9 of a driver': async ({ real }, random) => {
    const { name } = one(realNodes, random);
    await real.killDriver(name);
    await pause(random(500));
    await real.startDriver(name);
    return name;
  },
  restart: async (plane, random) => {
    const service = one(services(plane), random);
    await service.end('SIGTERM');
    service.start();
    return service.name;
  },
  // Some outlast a reign: a deposed leader wakes up and goes on where it was.
  freeze: async (plane, random) => {
    const service = one(services(plane), random);
    await service.freeze(random(4) === 0 ? longerThanAReign : random(1_000));
    return service.name;
  },
  'clock step': async (plane, random) => {
    const step = (random(2 * day) - day) * (random(2) === 0 ? 1 : 30);
    const target = one([...services(plane), ...realNodes], random);
    if ('stepClock' in target) target.stepClock(step);
    else plane.real.stepClock(target.name, step);
    return `${target.name} by ${step} ms`;
  },
  FLUSHALL: async ({ redis }) => redis.ask('FLUSHALL'),
  'Redis killed': async ({ redis }, random) => {
    const keeps = random(2) === 0;
    await redis.kill();
    await pause(random(500));
    await redis.start(keeps);
    return keeps ? 'with its data' : 'without its data';
  },
  'Redis full': async ({ redis }, random) => {
    await redis.ask('CONFIG SET maxmemory 1');
    await pause(random(2_000));
    await redis.ask('CONFIG SET maxmemory 0');
    return '';
  },
  'Redis slow': async ({ redisProxies }, random) => {
    for (const proxy of redisProxies) proxy.delay(random(1_500));
    await pause(random(2_000));
    return '';
  },
  'Redis failed over': async (plane, random, directory) => {
    const next = new RedisProcess(await freePort(), directory);
    await next.start();
    await next.follow(plane.redis);
    // A replica that lags when its primary dies has lost what it had not heard of.
    const lags = random(2) === 0;
    if (lags) await next.ask('REPLICAOF NO ONE');
    await pause(random(300));
    await plane.redis.kill();
    if (!lags) await next.ask('REPLICAOF NO ONE');
    for (const proxy of plane.redisProxies) proxy.redirect(next.port);
    plane.redis = next;
    return lags ? 'to a replica that lagged' : 'to a replica';
  },
  'black hole to Redis': async ({ redisProxies }, random) => {
    const proxy = one(redisProxies, random);
    proxy.stall();
    await pause(random(5) === 0 ? longerThanAReign : random(1_500));
    proxy.resume();
    return '';
  },
  'cut from Redis': async ({ redisProxies }, random) => {
    one(redisProxies, random).cut();
    return '';
  },
  'black hole to a fan-out': async ({ nodeProxies }, random) => {
    const proxy = one(nodeProxies, random);
    proxy.stall();
    await pause(random(5) === 0 ? 4_000 : random(1_000));
    proxy.resume();
    return '';
  },
  'nodes cut off': async ({ nodeProxies }, random) => {
    one(nodeProxies, random).cut();
    return '';
  },
  'slow network': async ({ redisProxies, nodeProxies, apiProxy }, random) => {
    one([...redisProxies, ...nodeProxies, apiProxy], random).delay(random(120));
    return '';
  },
  'API server killed': async ({ api }, random) => {
    await api.halt();
    await pause(random(500));
    await api.restart();
    return '';
  },
  // What was watched is no longer known (410).
  'history compacted': async ({ api, cluster, apiProxy }) => {
    apiProxy.stall();
    await cluster.change();
    await api.compact();
    apiProxy.cut();
    apiProxy.resume();
    return '';
  },
  'cut from the API server': async ({ apiProxy }) => {
    apiProxy.cut();
    return '';
  },
  'certificates replaced': async ({ certificates }, random) => certificates.install(one(['first', 'second'], random)),
  'certificates expired': async ({ certificates, nodeProxies }, random) => {
    certificates.install('expired');
    one(nodeProxies, random).cut();
    return '';
  },
  'driver replaced': async ({ simulated }, random) => {
    const node = one(simulated, random);
    node.restart(random(3) > 0, one(driverVersions, random));
    return `${node.name} by ${node.version}`;
  },
  'both sides newer': async ({ streamProxy }) => {
    streamProxy.newer = true;
    streamProxy.cut();
    return '';
  },
};
