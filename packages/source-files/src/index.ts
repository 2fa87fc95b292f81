export { type FilesSourceOptions, filesSource } from './files-source.ts';
export { type Manifest, type PlacedObject, parseManifest } from './manifest.ts';
export { type Manifests, readManifests } from './read-manifests.ts';
