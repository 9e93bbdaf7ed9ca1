export type { ChangeAnswer, DiscardAnswer, DoctorAnswer, HistoryAnswer, HostsAnswer, OverrideAnswer, ParkedAnswer, RetryAnswer, RoutesAnswer, ShadowsAnswer } from '@banyan/control';
export { controlClient, RefusedByControl, type ControlClient } from './control-client.ts';
