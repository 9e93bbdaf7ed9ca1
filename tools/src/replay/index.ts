export { generateFile } from '../generator/generate-file.ts';
export { exactStock, stockFactor, type StockFactor } from './plan/stock-factor.ts';
export type { Plan } from './plan/plan.ts';
export { planOf, replay } from './replay.ts';
export type { Account } from './report/report.ts';
