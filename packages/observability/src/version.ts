import manifest from '../../../package.json' with { type: 'json' };

/** Of the project, its chart's appVersion and its images: what processes and recordings say wrote them. */
export const version = manifest.version;
