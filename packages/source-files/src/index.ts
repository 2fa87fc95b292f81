export { type FilesSourceOptions, filesSource } from './files-source.ts';
export { type Manifests, readManifests } from './read-manifests.ts';
