import { contract, read } from '@banyan/contracts/define';
import { Type } from 'typebox';
import { createTallies, type Tallies } from '../observe/tallies.ts';
import type { HostReport } from '../reports/host-report.ts';
import { routeTable } from '../routes/route-table.ts';
import type { RouteChange } from '../routes/route-change.ts';
import type { Route, RouteTableDefinition } from '../routes/route.ts';
import { ShadowTallies } from '../shadow/shadow-tallies.ts';
import { judge } from './judge.ts';
import { beginRollout, type RolloutPlan } from './moves.ts';
import { nextChange } from './next-change.ts';
import { arrivals, latencyAround, seededRandom } from './seeded-random.testing.ts';

/** How a side behaves. */
export interface Behaviour {
  /** Shares of its calls, 0 to 1. */
  readonly failed: number;
  readonly wrong: number;
  /** Median latency in milliseconds. */
  readonly median: number;
}

export interface Scenario {
  readonly seed: number;
  readonly callsPerSecond: number;
  readonly plan: Omit<RolloutPlan, 'target'>;
  readonly home: Behaviour;
  /** How the target behaves at a step of its rollout. */
  readonly targetAt: (step: number) => Behaviour;
}

/** A change, and when it was made. */
export interface Happened {
  readonly second: number;
  readonly change: RouteChange;
  /** When the target had taken the minimum of calls in the step that the change ended. */
  readonly minimumReached: number | undefined;
}

interface Instance {
  table: RouteTableDefinition;
  readonly tallies: Tallies;
  readonly shadows: ShadowTallies;
}

export const ENTRY = 'shelf.look';
const TARGET = 'shelf';
const INSTANCES = 3;
/** Share of a canary's home calls that are compared. */
const COMPARED_BESIDE_CANARY = 0.1;
const EPOCH = Date.UTC(2026, 0, 1);
const shelf = contract({
  name: 'shelf',
  version: '1.0.0',
  operations: { look: read({ input: Type.Object({}), output: Type.Object({}), timeout: 1_000 }) },
});
const contracts = [shelf];

/**
 * A shop of three instances that report each second and take over new routes a second late. All of them judge, and
 * the first to append a version wins.
 */
export class SimulatedShop {
  readonly happened: Happened[] = [];
  lostAppends = 0;
  private second = 0;
  private minimumReached: number | undefined;
  private newest: RouteTableDefinition;
  private readonly instances: Instance[];
  private readonly scenario: Scenario;
  private readonly random: () => number;

  constructor(scenario: Scenario) {
    this.scenario = scenario;
    this.random = seededRandom(scenario.seed);
    this.newest = beginRollout({ version: 1, routes: {} }, ENTRY, { ...scenario.plan, target: TARGET }, { contracts, now: EPOCH });
    this.instances = Array.from({ length: INSTANCES }, () => ({
      table: this.newest,
      tallies: createTallies({ keepVersions: 16 }),
      shadows: new ShadowTallies(TARGET, 16),
    }));
  }

  get rollout() {
    return this.newest.rollouts![ENTRY]!;
  }

  /** Sells until the rollout is done or rolled back, or the time is up. */
  run(seconds: number): this {
    while (this.second < seconds && (this.rollout.state === 'running' || this.rollout.state === 'held')) this.sellForASecond();
    return this;
  }

  verdict() {
    return judge({ rollout: this.rollout, addresses: [ENTRY], reports: this.reports(), now: this.now() });
  }

  private sellForASecond(): void {
    this.second++;
    for (const instance of this.instances) {
      const calls = arrivals(this.scenario.callsPerSecond / INSTANCES, this.random);
      const route = routeTable(instance.table, contracts).routes.get(ENTRY)!;
      for (let call = 0; call < calls; call++) this.call(instance, route);
      instance.table = this.newest;
    }
    if (this.minimumReached === undefined && this.verdict().figures.missing === 0) this.minimumReached = this.second;
    this.judge();
  }

  private call({ table, tallies, shadows }: Instance, route: Route): void {
    const { home, targetAt } = this.scenario;
    const isAway = route.kind === 'remote' || (route.kind === 'canary' && this.random() * 100 < route.percent);
    const target = targetAt(this.rollout.at);
    const { failed, median } = isAway ? target : home;
    tallies.observe({
      address: ENTRY,
      version: table.version,
      target: isAway ? TARGET : undefined,
      outcome: this.random() < failed ? 'failed' : 'answered',
      milliseconds: latencyAround(median, this.random),
    });
    if (isAway || route.kind === 'local' || (route.kind === 'canary' && this.random() >= COMPARED_BESIDE_CANARY)) return;
    const count = shadows.of(ENTRY, table.version);
    if (this.random() < target.failed) return count.failed();
    const isWrong = this.random() < target.wrong;
    const isNoisy = () => this.random() < 0.01;
    const places = [...(isWrong ? ['/price'] : []), ...(isNoisy() ? ['/asOf'] : [])];
    count.compared(places);
    if (places.length > 0) count.repeated(count.littleKnown(places), count.littleKnown(places).filter((place) => place === '/price'));
    if (count.lacksBaseline() || this.random() < 0.2) count.noise(isNoisy() ? ['/asOf'] : []);
  }

  private judge(): void {
    const reports = this.reports();
    const known = this.newest;
    for (let index = 0; index < INSTANCES; index++) {
      const change = nextChange({ table: known, reports, contracts, now: this.now() });
      if (!change) return;
      if (change.table.version === this.newest.version + 1) {
        this.newest = change.table;
        this.happened.push({ second: this.second, change, minimumReached: this.minimumReached });
        this.minimumReached = undefined;
      } else this.lostAppends++;
    }
  }

  private reports(): HostReport[] {
    return this.instances.map(({ table, tallies, shadows }, index) => ({
      instance: `home-${index}`,
      host: 'monolith',
      modules: [],
      routeVersion: table.version,
      tallies: tallies.snapshot(),
      shadows: shadows.snapshot(),
      at: new Date(this.now()).toISOString(),
    }));
  }

  private now(): number {
    return EPOCH + this.second * 1_000;
  }
}
