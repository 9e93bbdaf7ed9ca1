export type { Plan } from '../lambdas/switch-over/plan.ts';
export type { State } from '../lambdas/switch-over/state.ts';
export { switchOver, type World } from '../lambdas/switch-over/switch-over.ts';
