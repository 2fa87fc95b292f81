export { configSchema, type DriverConfig, type DriverSettings } from './config.ts';
export { channelCredentials } from './credentials.ts';
export { felixBridgeSchema, runFelixBridge } from './felix/bridge.ts';
export { type FelixDriverHandle, runFelixDriver } from './felix/run.ts';
export { felixPipesSchema } from './felix/settings.ts';
export { type DriverHandle, type DriverRunOptions, runDriver } from './main.ts';
export type { Position } from './node-state.ts';
export type { DriverStatus } from './status.ts';
export { SyncClient, type SyncHandler } from './sync-client.ts';
