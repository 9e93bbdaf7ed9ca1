import type { Contract } from '@banyan/contracts/define';
import { withRoute } from '../routes/change-routes.ts';
import { addressesOf, routeTable } from '../routes/route-table.ts';
import type { RouteTableDefinition } from '../routes/route.ts';
import { comparable } from '../shadow/shadowable.ts';
import { defaultGate, defaultSteps, planViolations } from './plan.ts';
import { isInForce, routeOf, stepOf } from './route-of.ts';
import type { Gate, Rollout, Step } from './rollout.ts';

/** What a rollout is to be. */
export interface RolloutPlan {
  readonly target: string;
  /** `defaultSteps` if left out. */
  readonly steps?: readonly Step[];
  /** What is left out is as in `defaultGate`. */
  readonly gate?: Partial<Gate>;
  /** `automatic` if left out. */
  readonly mode?: Rollout['mode'];
}

/** What a move needs to know beside the table. */
export interface Circumstances {
  readonly contracts: readonly Contract[];
  /** Milliseconds since the epoch. */
  readonly now: number;
}

/** A move that cannot be made; the message tells why, and what can be done. */
export class RolloutRefused extends Error {
  override readonly name = 'RolloutRefused';
}

/**
 * The table that follows, with the first step of a rollout in force.
 * @throws {RolloutRefused} if the entry is unknown, not at home, or moved by a rollout already, or if the plan is none
 */
export function beginRollout(table: RouteTableDefinition, entry: string, plan: RolloutPlan, { contracts, now }: Circumstances): RouteTableDefinition {
  const addresses = addressesOf(entry, contracts);
  if (addresses.length === 0) throw new RolloutRefused(`No contract has '${entry}'; name an operation, a group or a module.`);
  const state = table.rollouts?.[entry]?.state;
  if (state === 'running' || state === 'held') throw new RolloutRefused(`A rollout of '${entry}' is ${state} already; roll it back before another begins.`);
  const { routes } = routeTable(table, contracts);
  const away = addresses.filter((address) => routes.get(address)!.kind !== 'local');
  if (away.length > 0) throw new RolloutRefused(`A rollout begins at home, and ${away.join(', ')} ${away.length === 1 ? 'is' : 'are'} not; set the route to local first.`);

  const shadowable = comparable(addresses, contracts).length > 0;
  const steps = plan.steps ?? defaultSteps({ shadowable });
  const gate = { ...defaultGate, ...plan.gate };
  const violations = planViolations(steps, gate, { shadowable });
  if (violations.length > 0) throw new RolloutRefused(`This is no plan for '${entry}':\n- ${violations.join('\n- ')}`);

  const begun: Rollout = { target: plan.target, steps, gate, mode: plan.mode ?? 'automatic', state: 'running', at: -1, since: '', sinceVersion: 0 };
  return at(table, entry, begun, 0, { contracts, now });
}

/**
 * The table that follows, with the next step in force; at the last step the rollout is done.
 * @throws {RolloutRefused} if it does not run, or somebody has changed the route past it
 */
export function advance(table: RouteTableDefinition, entry: string, circumstances: Circumstances): RouteTableDefinition {
  const rollout = rolloutOf(table, entry);
  if (rollout.state === 'done') throw new RolloutRefused(`'${entry}' is at its end already: all of it is answered by '${rollout.target}'.`);
  if (rollout.state === 'held') throw new RolloutRefused(`The rollout of '${entry}' is held; resume it first.`);
  if (rollout.state === 'rolledBack') throw new RolloutRefused(`'${entry}' was rolled back; begin a new rollout.`);
  if (!isInForce(rollout, table.routes[entry])) {
    throw new RolloutRefused(`The route of '${entry}' was changed past its rollout; roll it back and begin anew, or set the route by hand from here on.`);
  }
  if (rollout.at === rollout.steps.length - 1) return withRollout(table, entry, { ...rollout, state: 'done' });
  return at(table, entry, rollout, rollout.at + 1, circumstances);
}

/**
 * The table that follows, in which the rollout stays where it is. A breach still sends it back.
 * @throws {RolloutRefused} if it does not run
 */
export function hold(table: RouteTableDefinition, entry: string): RouteTableDefinition {
  const rollout = rolloutOf(table, entry);
  if (rollout.state !== 'running') throw new RolloutRefused(`Only a rollout that runs can be held; that of '${entry}' is ${stateOf(rollout)}.`);
  return withRollout(table, entry, { ...rollout, state: 'held' });
}

/**
 * The table that follows, in which a held rollout goes on from its step.
 * @throws {RolloutRefused} if it is not held
 */
export function resume(table: RouteTableDefinition, entry: string): RouteTableDefinition {
  const rollout = rolloutOf(table, entry);
  if (rollout.state !== 'held') throw new RolloutRefused(`Only a rollout that is held can be resumed; that of '${entry}' is ${stateOf(rollout)}.`);
  return withRollout(table, entry, { ...rollout, state: 'running' });
}

/**
 * The table that follows, with the entry at home again: in one step, from wherever it is, after its end too.
 * @throws {RolloutRefused} if it was rolled back already
 */
export function rollBack(table: RouteTableDefinition, entry: string, circumstances: Circumstances): RouteTableDefinition {
  const rollout = rolloutOf(table, entry);
  if (rollout.state === 'rolledBack') throw new RolloutRefused(`'${entry}' was rolled back already.`);
  return at(table, entry, { ...rollout, state: 'rolledBack' }, -1, circumstances);
}

function rolloutOf({ rollouts = {} }: RouteTableDefinition, entry: string): Rollout {
  const rollout = Object.hasOwn(rollouts, entry) ? rollouts[entry] : undefined;
  if (rollout) return rollout;
  throw new RolloutRefused(`There is no rollout of '${entry}'. There are: ${Object.keys(rollouts).join(', ') || 'none; begin one'}.`);
}

function stateOf({ state }: Rollout): string {
  return state === 'rolledBack' ? 'rolled back' : state;
}

/** Puts a step into force, with the route that belongs to it; −1 is home. */
function at(table: RouteTableDefinition, entry: string, rollout: Rollout, index: number, { contracts, now }: Circumstances): RouteTableDefinition {
  const sinceVersion = table.version + 1;
  const moved: Rollout = { ...rollout, at: index, since: new Date(now).toISOString(), sinceVersion };
  const step = stepOf(moved);
  const { routes } = withRoute(table, entry, step ? routeOf(step, moved.target) : { kind: 'local' }, contracts);
  return { ...withRollout(table, entry, moved), routes };
}

function withRollout(table: RouteTableDefinition, entry: string, rollout: Rollout): RouteTableDefinition {
  return { ...table, version: table.version + 1, rollouts: { ...table.rollouts, [entry]: rollout } };
}
