import type { ChangeAnswer, HistoryAnswer, HistoryState, LanesAnswer, ParkedAnswer, RoutesAnswer, ShadowsAnswer, TrafficAnswer } from '@banyan/control/answers';

export type {
  ActsAnswer,
  ChangeAnswer,
  ControlProblem,
  DiscardAnswer,
  DoctorAnswer,
  HistoryAnswer,
  HostsAnswer,
  LanesAnswer,
  OverrideAnswer,
  ParkedAnswer,
  RedriveAnswer,
  RetryAnswer,
  RoutesAnswer,
  SessionAnswer,
  ShadowsAnswer,
  TrafficAnswer,
} from '@banyan/control/answers';

export type Flow = TrafficAnswer['flows'][number];
export type RoutedOperation = RoutesAnswer['operations'][number];
export type Route = RoutedOperation['route'];
export type RolloutView = RoutesAnswer['rollouts'][number];
export type Rollout = RolloutView['rollout'];
export type Step = Rollout['steps'][number];
export type Moved = ChangeAnswer['moved'][number];
export type ShadowView = ShadowsAnswer['shadows'][number];
export type Sample = ShadowsAnswer['samples'][number];
export type { HistoryState };
export type HistoryChange = Extract<HistoryAnswer['states'][number], { readonly by: string }>;
export type ParkedLane = ParkedAnswer['modules'][number]['parked'][number];
export type ModuleLanes = LanesAnswer['modules'][number];
