import type { Command } from '../command.ts';
import { acts } from './acts.ts';
import { call } from './call.ts';
import { contractsCheck } from './contracts-check.ts';
import { contractsPublish } from './contracts-publish.ts';
import { contractsRecord } from './contracts-record.ts';
import { discard } from './discard.ts';
import { doctor } from './doctor.ts';
import { history } from './history.ts';
import { hosts } from './hosts.ts';
import { lanes } from './lanes.ts';
import { override } from './override.ts';
import { parked } from './parked.ts';
import { redrive } from './redrive.ts';
import { retry } from './retry.ts';
import { revert } from './revert.ts';
import { rolloutMoves } from './rollout-moves.ts';
import { rolloutStart } from './rollout-start.ts';
import { rolloutStatus } from './rollout-status.ts';
import { routes } from './routes.ts';
import { set } from './set.ts';
import { shadowReport } from './shadow-report.ts';

/** All commands, in the order of the help. */
export const commands: readonly Command[] = [routes, set, rolloutStart, ...rolloutMoves, rolloutStatus, shadowReport, history, revert, hosts, override, doctor, call, lanes, parked, retry, discard, redrive, acts, contractsCheck, contractsPublish, contractsRecord];
