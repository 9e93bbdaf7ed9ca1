export type {
  ActsAnswer,
  ChangeAnswer,
  DoctorAnswer,
  Finding,
  HistoryAnswer,
  HistoryChanges,
  HistoryState,
  HostsAnswer,
  DiscardAnswer,
  LanesAnswer,
  ParkedAnswer,
  RedriveAnswer,
  RetryAnswer,
  OverrideAnswer,
  RolloutStanding,
  RoutesAnswer,
  SessionAnswer,
  ShadowsAnswer,
  TrafficAnswer,
} from './answers.ts';
export { controlApi, type ControlApi, type ControlApiOptions } from './control-api.ts';
export type { LaneDesk, Redriven } from './lane-endpoints.ts';
export type { ControlProblem } from './problem.ts';
export type { Mistake, RefusalCode } from './refused.ts';
export type { ControlTokens } from './roles.ts';
export type { Flow } from './traffic/flows.ts';
