export { bundleOf } from './bundles.ts';
export { candidateEnvironment, startCandidate, type CandidateSpec } from './candidate.ts';
export { removeDataFolder } from './data-folder.ts';
export { startFurtherHost, type FurtherHost, type FurtherHostSpec } from './further-host.ts';
export type { SplitName } from './modules.ts';
export { repliesOver, vias, type RepliesOver, type ShopOptions, type Via } from './options.ts';
export type { HostPlan } from './plan.ts';
export type { Placement } from './routing.ts';
export { startShop, type Shop, type Surroundings } from './shop.ts';
