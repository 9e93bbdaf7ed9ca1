export { EdgeAdapter } from './edge-adapter.ts';
export type { EdgeHost, Readiness } from './edge-host.ts';
export { EdgeModule } from './edge.module.ts';
export { listenAt } from './listen-at.ts';
