import { Logger, type Scope } from '@nestjs/common';
import type { CallContext, Operation } from '@banyan/contracts/define';
import { createDispatcher, operationsOf, routeTable, type Ambient, type Dispatcher, type Handler, type LocalModule, type Routed, type RouteTable } from '@banyan/strangler';
import { asyncLocalAmbient } from '../async-local-ambient.ts';
import { enforcedCall, originalHandler, type Enforced } from './enforced-call.ts';
import { Findings } from './findings.ts';
import { observedCall, type SeamCall } from './observed-call.ts';
import type { Seam } from './seam.ts';
import { localMembers, type SeamCalls } from './seam-instance.ts';
import { declarationMistakes, originalMistake } from './seam-mistakes.ts';
import type { ClosableTarget, SeamOptions } from './seam-options.ts';
import { SeamRefused } from './seam-refused.ts';
import type { ReportedSeam, SeamReport } from './seam-report.ts';

const logger = new Logger('Seams');

/** The seams of one application: what they are routed to, and what they have seen. */
export class Seams {
  readonly ambient: Ambient;
  readonly #options: SeamOptions;
  readonly #dispatcher: Dispatcher;
  readonly #targets: ReadonlyMap<string, ClosableTarget>;
  readonly #table: RouteTable;
  readonly #originals = new Map<Seam, object>();
  readonly #calls = new Map<string, number>();
  readonly #findings = new Findings();
  #routed: Routed | undefined;

  /** @throws {SeamRefused} with everything that is wrong in the options */
  constructor(options: SeamOptions) {
    const { seams, routes = {}, targets } = options;
    const contracts = seams.map(({ contract }) => contract);
    const definition = { version: 1, routes };
    this.#options = options;
    this.#targets = new Map(Object.entries(targets?.() ?? {}));
    const mistakes = declarationMistakes(seams, definition, this.#targets);
    if (mistakes.length > 0) throw new SeamRefused(mistakes);
    this.ambient = options.ambient ?? asyncLocalAmbient();
    this.#table = routeTable(definition, contracts);
    this.#dispatcher = createDispatcher({
      contracts,
      ambient: this.ambient,
      now: Date.now,
      onDefect: (error, address) => void logger.error(`${address} failed: ${error instanceof Error ? error.stack : String(error)}`),
    });
  }

  /** What is in force, once all originals are made. */
  get routed(): Routed {
    if (!this.#routed) throw new SeamRefused(['The seams are not routed yet; wait until the application has started.']);
    return this.#routed;
  }

  /** What has been seen so far. */
  report(): SeamReport {
    return { application: this.#options.name, seams: this.#options.seams.map((seam) => this.#reported(seam)), leftOut: this.#findings.leftOut };
  }

  /** Takes in an original when Nest has made it, and gives its seam the calls; undefined if this application lists no such seam. */
  attach(token: symbol, original: object): SeamCalls {
    const seam = this.#options.seams.find((listed) => listed.original === token);
    if (!seam) return undefined;
    this.#originals.set(seam, original);
    if (this.#originals.size === this.#options.seams.length) this.#route();
    return Object.fromEntries(operationsOf(seam.contract).map(({ address, operation }) => [nameIn(address), this.#counted(seam, { address, operation, errors: seam.errors }, original)]));
  }

  /**
   * Looks at what the application has made.
   * @throws {SeamRefused} with every provider that cannot have its seam
   */
  verify(scopeOf: (token: symbol) => Scope): void {
    const mistakes = this.#options.seams.map((seam) => originalMistake(seam, this.#originals.get(seam), () => scopeOf(seam.original)));
    const found = mistakes.filter((mistake) => mistake !== undefined);
    if (found.length > 0) throw new SeamRefused(found);
  }

  /** Closes the targets. */
  async close(): Promise<void> {
    await Promise.all([...this.#targets.values()].map(async (target) => target.close?.()));
  }

  #route(): void {
    const modules = new Map([...this.#originals].map(([seam, original]) => [seam.contract.name, this.#localModule(seam, original)]));
    this.#routed = this.#dispatcher.route({ version: this.#table.version, routes: this.#options.routes ?? {} }, { modules, targets: this.#targets });
  }

  #localModule({ contract, errors }: Seam, original: object): LocalModule {
    const handlers = operationsOf(contract).map(({ address, operation }): [string, Handler] => [
      nameIn(address),
      originalHandler({ address, operation, errors }, direct(original, nameIn(address)), this.ambient),
    ]);
    return { implementation: Object.fromEntries(handlers) };
  }

  #counted(seam: Seam, enforced: Enforced, original: object): SeamCall {
    const { address } = enforced;
    const straight = direct(original, nameIn(address));
    const examined = seam.enforced.has(nameIn(address)) ? this.#enforced(seam, enforced) : this.#observed(enforced, straight);
    const every = seam.enforced.has(nameIn(address)) ? 1 : (this.#options.examineEvery ?? 1);
    return (given) => {
      const count = (this.#calls.get(address) ?? 0) + 1;
      this.#calls.set(address, count);
      return (count % every === 0 ? examined : straight)(given);
    };
  }

  #enforced({ contract }: Seam, enforced: Enforced): SeamCall {
    const api = this.#dispatcher.apiOf(contract) as Readonly<Record<string, (input: unknown) => Promise<unknown>>>;
    return enforcedCall(enforced, api[nameIn(enforced.address)]!, { ambient: this.ambient, open: (operation) => this.#open(operation) });
  }

  #observed({ address, operation, errors }: Enforced, straight: SeamCall): SeamCall {
    return observedCall(operation, errors, straight, (finding) => this.#findings.add({ operation: address, ...finding }));
  }

  /** A call that begins here: nobody is known to ask but the application itself. */
  #open({ timeout }: Operation): CallContext {
    const { name } = this.#options;
    const id = crypto.randomUUID().replaceAll('-', '');
    return {
      principal: { kind: 'module', module: name },
      caller: name,
      deadline: Date.now() + timeout,
      traceparent: `00-${id}-${id.slice(16)}-01`,
      routeVersion: this.#table.version,
    };
  }

  #reported(seam: Seam): ReportedSeam {
    const { contract, provider, module, enforced } = seam;
    const original = this.#originals.get(seam);
    const operations = operationsOf(contract).map(({ address }) => ({
      name: nameIn(address),
      mode: enforced.has(nameIn(address)) ? ('enforce' as const) : ('observe' as const),
      route: this.#table.routes.get(address)!,
      calls: this.#calls.get(address) ?? 0,
      findings: this.#findings.of(address),
    }));
    return { contract: contract.name, provider, module, operations, local: original ? localMembers(original, Object.keys(contract.operations)) : [] };
  }
}

function direct(original: object, name: string): SeamCall {
  return (given) => (Reflect.get(original, name) as (...given: unknown[]) => unknown).apply(original, [...given]);
}

function nameIn(address: string): string {
  return address.slice(address.indexOf('.') + 1);
}
