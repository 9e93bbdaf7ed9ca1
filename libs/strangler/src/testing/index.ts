export { describeTarget, type StartTarget, type TargetKind, type TargetUnderTest } from './describe-target.ts';
export { serveStock, stock, type ServedStock } from './served-stock.ts';
