import { contractControllers, sealedCallsController, StranglerModule } from '@banyan/adapter-nest';
import { databaseTokenOf, POSTGRES_SETTINGS, type Database } from '@banyan/adapter-postgres';
import { implementationTokenOf, outboxLaneOf, settingsTokenOf, type Acknowledgement } from '@banyan/contracts/define';
import { callQueueTokenOf, RunnerLimits, type LaneLeases } from '@banyan/outbox';
import { deferredHandlers, RouteTableRefused, validateRoutes, type Handler, type HostedModuleReport, type LocalModule, type RouteTableDefinition, type Tally } from '@banyan/strangler';
import {
  Inject,
  Module,
  type BeforeApplicationShutdown,
  type DynamicModule,
  type OnApplicationBootstrap,
  type OnApplicationShutdown,
  type ValueProvider,
} from '@nestjs/common';
import { ModuleRef } from '@nestjs/core';
import type { HostParts } from './host-parts.ts';
import { leasesOf } from './host-leases.ts';
import { HostValuesModule } from './host-values.module.ts';
import { hasInbox } from './hosted-module.ts';
import { ModuleWork } from './module-work.ts';
import { LiveRouting } from './routing/live-routing.ts';
import { lastGoodOf } from './routing/routing-store.ts';
import { signedRoutes } from './routing/signed-routes.ts';

/** Milliseconds; matters only where something goes over a queue. */
const OVERDUE_MS = 60_000;
const PARTS = Symbol('banyan:host:parts');
const WORKS = Symbol('banyan:host:works');
/** A module that wants its outbox looked at calls the function under this token. */
const nudgeTokenOf = (module: string) => Symbol.for(`banyan:nudge:${module}`);

/** The modules of a host behind their seams, and what goes on for them: from routed to drained. */
@Module({})
export class HostModule implements OnApplicationBootstrap, BeforeApplicationShutdown, OnApplicationShutdown {
  readonly #parts: HostParts;
  readonly #works: readonly ModuleWork[];
  readonly #moduleRef: ModuleRef;
  readonly #limits: RunnerLimits;
  #live: LiveRouting | undefined;

  constructor(@Inject(PARTS) parts: HostParts, @Inject(WORKS) works: readonly ModuleWork[], @Inject(ModuleRef) moduleRef: ModuleRef) {
    this.#parts = parts;
    this.#works = works;
    this.#moduleRef = moduleRef;
    this.#limits = new RunnerLimits({
      onFull: (givenUp) => parts.logger.error({ givenUp }, 'Too many handlers that hang were given up and still run; this process executes no further deferred calls until some of them end. Restart it.'),
    });
  }

  static of(parts: HostParts): DynamicModule {
    const { modules, contracts, settings, moduleSettings, queues, keys, ambient, dispatcher, routing, logger, inboxes } = parts;
    const hosted = modules.map(({ contract }) => contract);
    const routed = () => routing.routed;
    const works = new Map<string, ModuleWork>();
    const values = [
      { provide: PARTS, useValue: parts },
      { provide: POSTGRES_SETTINGS, useValue: { urls: settings.databaseUrls, poolSize: settings.databasePool } },
      ...[...moduleSettings].map(([module, value]) => ({ provide: settingsTokenOf(module), useValue: value })),
      ...modules.map(({ contract: { name } }) => ({ provide: nudgeTokenOf(name), useValue: () => works.get(name)?.nudge() })),
      ...callQueues(modules, queues),
    ];
    return {
      module: HostModule,
      imports: [HostValuesModule.of(values), StranglerModule.forRoot({ contracts, dispatcher, ambient }), ...modules.map(({ nest }) => nest)],
      controllers: [
        ...contractControllers(hosted, routed, settings.candidate ? undefined : (acknowledgements) => acknowledge(acknowledgements, works)),
        sealedCallsController({ contracts: hosted, routed, keys, ambient, now: Date.now }),
      ],
      providers: [
        {
          provide: WORKS,
          inject: modules.map(({ contract }) => databaseTokenOf(contract.name)),
          useFactory: (...databases: Database[]) => {
            for (const [index, module] of modules.entries()) works.set(module.contract.name, new ModuleWork(module, databases[index]!, logger));
            inboxes.open([...works.values()].map(({ module, administration }) => [module.contract.name, administration]));
            return [...works.values()];
          },
        },
      ],
    };
  }

  /** @throws {RouteTableRefused} if this host cannot honour its routes */
  async onApplicationBootstrap(): Promise<void> {
    const { name, settings, contracts, queues, readiness, shutdown, modules, logger } = this.#parts;
    const violations = validateRoutes(settings.routes, contracts);
    if (violations.length > 0 && this.#isHome()) throw new RouteTableRefused(violations.map(({ entry, message }) => `${entry}: ${message}`));
    const local = new Map(this.#works.map((work) => [work.module.contract.name, this.#localModule(work)]));
    await queues?.begin(modules);
    this.#live = this.#liveRouting((table) => this.#apply(table, local));
    await this.#live.start();
    const leases = settings.candidate ? undefined : leasesOf({ host: name, settings, logger });
    if (!settings.candidate) for (const work of this.#works) this.#start(work, local.get(work.module.contract.name)!, leases);
    shutdown.first({
      ...(leases ? { 'leases on lanes': () => leases.close() } : {}),
      ...(queues ? { 'messages of queues': () => queues.listener.close() } : {}),
      ...Object.fromEntries(this.#works.map((work) => [`deferred calls of ${work.module.contract.name}`, () => work.stop()])),
    });
    readiness.open();
  }

  /** Puts routes into force: for calls at once, for queues as soon as what is in hand has ended. */
  #apply(table: RouteTableDefinition, modules: ReadonlyMap<string, LocalModule>): void {
    const { dispatcher, targets, shadowTargets, routing, logger } = this.#parts;
    routing.change(dispatcher.route(table, { modules, targets, shadowTargets }));
    this.#takeFromQueues().catch((error: unknown) => logger.error({ err: error }, 'The queues could not be changed.'));
  }

  #liveRouting(apply: (table: RouteTableDefinition) => void): LiveRouting {
    const { name, contracts, targets, settings, keys, tallies, deferredTallies, shadows, routingStore, logger } = this.#parts;
    /** What was deferred counts for the host that executes it. */
    const executedHere = (tally: Tally): Tally => ({ ...tally, target: this.#isHome() ? null : name });
    return new LiveRouting({
      host: name,
      instance: crypto.randomUUID(),
      isHome: this.#isHome(),
      targets: [...targets].filter(([, { carries }]) => carries.includes('reply')).map(([target]) => target),
      contracts,
      image: settings.routes,
      store: routingStore,
      lastGood: lastGoodOf(settings.routing),
      codec: signedRoutes(keys),
      tallies: { snapshot: () => [...tallies.snapshot(), ...deferredTallies.snapshot().map(executedHere)] },
      shadows,
      apply,
      modules: () => this.#hosted(),
      logger,
    });
  }

  /** The modules that run here, with the identity of their data as far as it is known. */
  async #hosted(): Promise<HostedModuleReport[]> {
    return Promise.all(
      this.#works.map(async (work) => {
        const { name, version } = work.module.contract;
        return { module: name, contractVersion: version, data: await work.dataIdentity() };
      }),
    );
  }

  #isHome(): boolean {
    return this.#parts.settings.home === this.#parts.name;
  }

  /** Takes the calls of those modules of which this host executes some. */
  async #takeFromQueues(): Promise<void> {
    const { queues, modules, routing, shutdown } = this.#parts;
    if (shutdown.hasBegun) return;
    await queues?.takeFor(modules, ({ contract }) => {
      const { from, to } = routing.routed.shareOf(contract);
      return from < to;
    });
  }

  /** While the listeners still answer, and changes of the routes arrive: takes no further work, ends what was begun and gives back the rest. */
  async beforeApplicationShutdown(): Promise<void> {
    await this.#parts.shutdown.takeNoMore();
    await this.#live?.stop();
  }

  async onApplicationShutdown(): Promise<void> {
    const { targets, shadowTargets, shadows, queues, routingStore, telemetry, shutdown } = this.#parts;
    const end = async () => {
      await shadows.stop();
      await Promise.all([...targets.values(), ...shadowTargets.values()].map((target) => target.close()));
      await queues?.close();
      await routingStore?.close();
      await telemetry.stop();
    };
    await shutdown.stage('closing', { 'connections to other hosts': end });
  }

  #localModule({ module, receive }: ModuleWork): LocalModule {
    const implementation = this.#moduleRef.get<Readonly<Record<string, Handler>>>(implementationTokenOf(module.contract), { strict: false });
    return { implementation, ...(hasInbox(module) && !this.#parts.settings.candidate ? { receive } : {}) };
  }

  #start(work: ModuleWork, module: LocalModule, leases: LaneLeases | undefined): void {
    const { ambient, name, settings, routing, deferredTallies, telemetry } = this.#parts;
    const { contract } = work.module;
    const handle = deferredHandlers(contract, module, {
      ambient,
      caller: name,
      now: Date.now,
      routeVersion: () => routing.routed.table.version,
      observe: deferredTallies.observe,
      ...(telemetry.spans ? { spans: telemetry.spans } : {}),
    });
    work.start({
      handle,
      deliver: (calls) => routing.routed.deliver(calls),
      share: () => routing.routed.shareOf(contract),
      leases,
      overdueMs: settings.queues?.overdueMs ?? OVERDUE_MS,
      limits: this.#limits,
    });
  }
}

/** Tells each outbox which of its calls have become durable. */
async function acknowledge(acknowledgements: readonly Acknowledgement[], works: ReadonlyMap<string, ModuleWork>): Promise<void> {
  const byModule = Map.groupBy(acknowledgements, ({ lane }) => outboxLaneOf(lane).module);
  await Promise.all([...byModule].map(async ([module, own]) => works.get(module)?.acknowledge(own)));
}

/** Each module that has calls to itself to make gets its queue, where there are any. */
function callQueues(modules: HostParts['modules'], queues: HostParts['queues']): ValueProvider[] {
  if (!queues) return [];
  return modules.filter(({ queued = [] }) => queued.length > 0).map(({ contract: { name } }) => ({ provide: callQueueTokenOf(name), useValue: queues.callQueue(name) }));
}
