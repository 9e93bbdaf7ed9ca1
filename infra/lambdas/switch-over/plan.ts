import { epochOf, type HostEpochs, type State } from './state.ts';

export type StepName = 'fence' | 'database' | 'secrets' | 'hosts';

/** A step of moving the shop to another region. */
export interface Step {
  readonly name: StepName;
  readonly does: string;
  /** `later` is what has to wait for the other region to answer. */
  readonly state: 'done' | 'next' | 'under way' | 'open' | 'later';
}

export interface Plan {
  readonly epoch: number;
  /** What keeps it from being begun; all at once. */
  readonly hindrances: readonly string[];
  readonly steps: readonly Step[];
  /**
   * What has to be said for a step to be done. It has the epoch in it, so it is good for one move only, and names what
   * the next step would do that may not be meant.
   */
  readonly token: string;
}

/** Also good where nothing is left: an intake queue is empty at one moment and not at the next. */
const leavingOrders = ', leaving unread orders there';

/** Whether what an operator says is the token of a plan. */
export function isTokenOf({ token }: Plan, said: string): boolean {
  return said === token || said === `${token}${leavingOrders}`;
}

/**
 * How the shop is moved, and how far that is. The region that leads is fenced first if it answers, so that two regions never sell at once;
 * if it does not, it is fenced as soon as it does, before anything else of it can be trusted.
 */
export function planOf(state: State): Plan {
  const epoch = epochOf(state);
  const { environment, from, to, source, unread } = state;
  const steps = [fence(state, epoch), database(state), secrets(state), hosts(state, epoch)] as const;
  const leavesOrders = steps[0].state === 'open' && unread !== 0;
  const next = steps.findIndex(({ state: so }) => so === 'open' || so === 'under way');
  return {
    epoch,
    hindrances: hindrancesOf(state),
    steps: steps.map((step, index) => (index === next && step.state === 'open' ? { ...step, state: 'next' } : step)),
    token: `move ${environment} from ${from} to ${to} in epoch ${epoch}${source ? `, although ${from} answers` : ''}${leavesOrders ? leavingOrders : ''}`,
  };
}

function hindrancesOf({ target, source, hosts, to, from }: State): readonly string[] {
  const lacking = (region: string, known: readonly HostEpochs[]) => hosts.filter((host) => !known.some((each) => each.host === host)).map((host) => `${host} was never deployed in ${region}; deploy the release there first.`);
  return [...lacking(to, target), ...(source ? lacking(from, source) : [])];
}

function fence({ source, from, unread }: State, epoch: number): Step {
  const left = unread === 0 ? '' : `; ${unread ?? 'nobody knows how many'} orders in its intake queue wait until it leads again`;
  const does = `fence ${from}: deploy its hosts with LeadingEpoch=${epoch}${source ? left : ''}`;
  if (!source) return { name: 'fence', does, state: 'later' };
  const isFenced = source.every(({ own, newest }) => newest === epoch && own !== epoch);
  return { name: 'fence', does, state: changing(source) ?? (isFenced ? 'done' : 'open') };
}

function database({ database: { writer, isMoving }, source, to }: State): Step {
  const does = source ? `switch the database over to ${to}, which loses nothing` : `fail the database over to ${to}; what was not copied is lost`;
  return { name: 'database', does, state: isMoving ? 'under way' : writer === to ? 'done' : 'open' };
}

function secrets({ copies, to }: State): Step {
  return { name: 'secrets', does: `make the copies of the secrets in ${to} secrets of their own`, state: copies.length === 0 ? 'done' : 'open' };
}

function hosts({ target, to }: State, epoch: number): Step {
  const leads = target.every(({ own, newest }) => own === epoch && newest === epoch);
  return { name: 'hosts', does: `deploy the hosts of ${to} with Epoch=${epoch} and LeadingEpoch=${epoch}`, state: changing(target) ?? (leads ? 'done' : 'open') };
}

function changing(hosts: readonly HostEpochs[]): 'under way' | undefined {
  return hosts.some(({ isChanging }) => isChanging) ? 'under way' : undefined;
}
