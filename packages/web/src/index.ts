export { type Asset, type Assets, loadAssets } from './assets.ts';
