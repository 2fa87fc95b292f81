export { type Asset, type Assets, loadAssets } from './assets.ts';
export type { Moment, TimeLine } from './time-line.ts';
