export { type ClusterSize, fillCluster } from './fill.ts';
export { findProgram, missingPrograms } from './programs.ts';
export {
  type ApiServer,
  type ApiServerOptions,
  type Denial,
  type ManifestObject,
  startApiServer,
  startTimeoutMs,
} from './server.ts';
