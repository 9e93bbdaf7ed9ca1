export { AMBIENT, asyncLocalAmbient } from './async-local-ambient.ts';
export { CallFailureFilter } from './call-failure-filter.ts';
export { contractController, contractControllers } from './contract-controllers.ts';
export { StranglerModule, type StranglerOptions } from './strangler.module.ts';
