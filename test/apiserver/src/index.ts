export { type ClusterSize, fillCluster } from './fill.ts';
export { freePort, type Process, startProcess } from './processes.ts';
export { findProgram, missingPrograms } from './programs.ts';
export {
  type ApiServer,
  type ApiServerOptions,
  type Denial,
  type ManifestObject,
  startApiServer,
  startTimeoutMs,
} from './server.ts';
