export * from './health.ts';
export * from './http-server.ts';
export * from './logger.ts';
export * from './metrics.ts';
export * from './stale-socket.ts';
export * from './traces.ts';
export * from './version.ts';
