import { contractControllers, sealedCallsController, StranglerModule } from '@banyan/adapter-nest';
import { databaseTokenOf, POSTGRES_SETTINGS, type Database } from '@banyan/adapter-postgres';
import { implementationTokenOf, outboxLaneOf, settingsTokenOf, type Acknowledgement, type Contract } from '@banyan/contracts/define';
import { callQueueTokenOf } from '@banyan/outbox';
import { deferredHandlers, operationsOf, type Handler, type LocalModule, type Routed } from '@banyan/strangler';
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
import { HostValuesModule } from './host-values.module.ts';
import { hasInbox } from './hosted-module.ts';
import { ModuleWork } from './module-work.ts';

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

  constructor(@Inject(PARTS) parts: HostParts, @Inject(WORKS) works: readonly ModuleWork[], @Inject(ModuleRef) moduleRef: ModuleRef) {
    this.#parts = parts;
    this.#works = works;
    this.#moduleRef = moduleRef;
  }

  static of(parts: HostParts): DynamicModule {
    const { modules, contracts, settings, moduleSettings, queues, keys, ambient, dispatcher, routing, logger } = parts;
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
        ...contractControllers(hosted, routed, (acknowledgements) => acknowledge(acknowledgements, works)),
        sealedCallsController({ contracts: hosted, routed, keys, ambient, now: Date.now }),
      ],
      providers: [
        {
          provide: WORKS,
          inject: modules.map(({ contract }) => databaseTokenOf(contract.name)),
          useFactory: (...databases: Database[]) => {
            for (const [index, module] of modules.entries()) works.set(module.contract.name, new ModuleWork(module, databases[index]!, logger));
            return [...works.values()];
          },
        },
      ],
    };
  }

  /** @throws {RouteTableRefused} if this host cannot honour its routes */
  async onApplicationBootstrap(): Promise<void> {
    const { routes, dispatcher, targets, queues, routing, readiness } = this.#parts;
    const modules = new Map(this.#works.map((work) => [work.module.contract.name, this.#localModule(work)]));
    const routed = dispatcher.route(await routes.load(), { modules, targets });
    routing.begin(routed);
    const own = this.#works.filter(({ module }) => runsHere(module.contract, routed));
    await queues?.begin(own.map(({ module }) => module));
    for (const work of own) this.#start(work, modules.get(work.module.contract.name)!, routed);
    readiness.open();
  }

  /** While the listeners still answer: takes no further work and ends what was begun. */
  async beforeApplicationShutdown(): Promise<void> {
    this.#parts.readiness.close();
    await Promise.all(this.#works.map((work) => work.stop()));
  }

  async onApplicationShutdown(): Promise<void> {
    const { targets, queues } = this.#parts;
    await Promise.all([...targets.values()].map((target) => target.close()));
    await queues?.close();
  }

  #localModule({ module, receive }: ModuleWork): LocalModule {
    const implementation = this.#moduleRef.get<Readonly<Record<string, Handler>>>(implementationTokenOf(module.contract), { strict: false });
    return { implementation, ...(hasInbox(module) ? { receive } : {}) };
  }

  #start(work: ModuleWork, module: LocalModule, { table, deliver }: Routed): void {
    const { ambient, name, settings } = this.#parts;
    const handle = deferredHandlers(work.module.contract, module, { ambient, caller: name, now: Date.now, routeVersion: () => table.version });
    work.start(handle, deliver, settings.queues?.overdueMs ?? OVERDUE_MS);
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

/** A module that is routed elsewhere is worked for there. */
function runsHere(contract: Contract, { table }: Routed): boolean {
  return operationsOf(contract).some(({ address }) => table.routes.get(address)?.kind !== 'remote');
}
