import { isUnavailable, type Contract } from '@banyan/contracts/define';
import {
  followRoutes,
  nextChange,
  OlderRoutes,
  seedRoutes,
  type Followed,
  type HostedModuleReport,
  type HostReport,
  type LastGood,
  type RouteCodec,
  type RouteTableDefinition,
  type Shadows,
  type Source,
  type Tallies,
} from '@banyan/strangler';
import type { Logger } from 'pino';
import { Absence } from '../absence.ts';
import { every, type Recurring } from './every.ts';
import type { RoutingStore } from './routing-store.ts';

/** Milliseconds between two reports, and between two looks at the rollouts. */
const REPORT_EACH = 1_000;
/** Milliseconds for the store to answer when the host starts. */
const PATIENCE = 2_000;
/** Milliseconds for which a host that has gone counts with what it saw. */
const REMEMBERED = 24 * 60 * 60_000;

export interface LiveRoutingOptions {
  readonly host: string;
  /** Unique for each start of a process. */
  readonly instance: string;
  readonly isHome: boolean;
  /** The other hosts that it can ask for answers, by name. */
  readonly targets: readonly string[];
  readonly contracts: readonly Contract[];
  /** The routes of this release. */
  readonly image: RouteTableDefinition;
  readonly store: RoutingStore | undefined;
  readonly lastGood: LastGood | undefined;
  readonly codec: RouteCodec;
  readonly tallies: Pick<Tallies, 'snapshot'>;
  readonly shadows: Pick<Shadows, 'tallies' | 'samples'>;
  /** Puts routes into force. @throws {RouteTableRefused} */
  readonly apply: (table: RouteTableDefinition) => void;
  /** The modules that run here, with the identity of their data. */
  readonly modules: () => Promise<readonly HostedModuleReport[]>;
  readonly logger: Logger;
}

/** Has the routes in force follow those of the store, reports what they do, and moves rollouts on. */
export class LiveRouting {
  readonly #options: LiveRoutingOptions;
  readonly #absence: Absence;
  #table: RouteTableDefinition;
  #followed: Followed | undefined;
  #recurring: Recurring[] = [];

  constructor(options: LiveRoutingOptions) {
    this.#options = options;
    this.#absence = new Absence(options.logger, {
      away: 'The store of the routes cannot be reached. The routes in force stay, and it is tried again.',
      back: 'The store of the routes answers again.',
    });
    this.#table = options.image;
  }

  /** @throws {RouteTableRefused} if not even the image's routes can be honoured */
  async start(): Promise<void> {
    const { image, store, lastGood, codec, apply, isHome, logger } = this.#options;
    this.#followed = await followRoutes({
      image,
      codec,
      ...(store ? { store: store.routes } : {}),
      ...(lastGood ? { lastGood } : {}),
      apply: (table) => {
        apply(table);
        this.#table = table;
      },
      onRefused: (reason, source) => this.#refused(reason, source),
      patience: () => new Promise((resolve) => setTimeout(resolve, PATIENCE).unref()),
    });
    logger.info({ routes: this.#table.version, from: this.#followed.source }, 'The routes are in force.');
    if (!store) return;
    this.#recurring = [every(REPORT_EACH, () => this.#whileReached(() => this.#report()))];
    if (!isHome) return;
    this.#recurring.push(
      every(REPORT_EACH, async () => {
        if (this.#hasToMoveOn()) await this.#whileReached(() => this.#moveOn());
      }),
    );
  }

  async stop(): Promise<void> {
    this.#followed?.stop();
    await Promise.all(this.#recurring.map((recurring) => recurring.stop()));
  }

  async #report(): Promise<void> {
    const { host, instance, modules, targets, tallies, shadows, store } = this.#options;
    const report: Omit<HostReport, 'at'> = {
      instance,
      host,
      modules: await modules(),
      targets,
      routeVersion: this.#table.version,
      tallies: tallies.snapshot(),
      shadows: shadows.tallies(),
      samples: shadows.samples(),
    };
    await store!.reports.report(report);
  }

  /** Whether there is anything to ask the store: that it answers is said only of a store that was asked. */
  #hasToMoveOn(): boolean {
    return this.#followed!.source !== 'store' || this.#rolls();
  }

  #rolls(): boolean {
    return Object.values(this.#table.rollouts ?? {}).some(({ state }) => state === 'running' || state === 'held');
  }

  /** Any number of hosts do this: only one of them can append a version. */
  async #moveOn(): Promise<void> {
    const { store, codec, contracts, image, logger } = this.#options;
    const seed = { table: image, by: 'release', at: new Date().toISOString(), why: 'The routes of this release.' };
    if (this.#followed!.source !== 'store' && (await seedRoutes(store!.routes, codec, seed))) return;
    if (!this.#rolls()) return;
    const change = nextChange({ table: this.#table, reports: await store!.reports.reports(REMEMBERED), contracts, now: Date.now() });
    if (!change) return;
    const appended = await store!.routes.append({ version: change.table.version, text: codec.encode(change) });
    if (appended) logger.info({ routes: change.table.version, why: change.why }, 'A rollout moves.');
  }

  async #whileReached(work: () => Promise<void>): Promise<void> {
    try {
      await this.#absence.ask(work);
    } catch (error) {
      if (!isUnavailable(error)) this.#options.logger.error({ err: error }, 'The store of the routes failed.');
    }
  }

  #refused(reason: unknown, source: Source): void {
    const { logger } = this.#options;
    if (isUnavailable(reason)) logger.warn({ err: reason, source }, 'The routes cannot be read here.');
    else if (reason instanceof OlderRoutes) logger.warn(reason.message);
    else logger.error({ err: reason, source }, 'These routes are refused; those in force stay.');
  }
}
