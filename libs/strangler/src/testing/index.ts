export type { Absence } from './describe-absence.ts';
export { describeHostReports, type HostReportsUnderTest } from './describe-host-reports.ts';
export { describeNudges, type NudgesUnderTest } from './describe-nudges.ts';
export { describeOperatorActs } from './describe-operator-acts.ts';
export { describeRouteStore, type RouteStoreUnderTest } from './describe-route-store.ts';
export { describeTarget, type StartTarget, type TargetKind, type TargetUnderTest } from './describe-target.ts';
export { serveStock, stock, type ServedStock } from './served-stock.ts';
export { witness, type Witness } from './witness.ts';
