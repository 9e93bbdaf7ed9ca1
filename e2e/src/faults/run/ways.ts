import type { HostPlan } from '@banyan/tools/start';
import { strictSqs, type StrictSqs } from '../proxies/sqs/strict-sqs.ts';
import { FaultProxy } from '../proxies/tcp/index.ts';

/** What a host reaches by a way that a fault can make worse. */
export type Way = 'database' | 'routing' | 'provider' | 'queues' | 'hosts';

/** A proxy on a host's way to something. */
export interface OnTheWay {
  readonly way: Way;
  /** Whose way it is: `monolith-2`. */
  readonly from: string;
  /** What is reached: `ORDERS_DATABASE_URL`, `orders`. */
  readonly to: string;
  readonly proxy: FaultProxy;
}

/** The ways by which the hosts of a shop reach what they need; only those that are wanted lead over a proxy. */
export class Ways {
  readonly #wanted: ReadonlySet<Way>;
  readonly #seed: number | undefined;
  readonly #all: OnTheWay[] = [];
  #strict: Promise<StrictSqs> | undefined;

  /** @param given.strictQueues the seed of what an SQS may do by chance, if all hosts are to use one that keeps its promises */
  constructor({ wanted, strictQueues }: { readonly wanted: readonly Way[]; readonly strictQueues?: number | undefined }) {
    this.#wanted = new Set(wanted);
    this.#seed = strictQueues;
  }

  /** The SQS that keeps its promises. @throws {Error} if the hosts use none */
  async strictQueues(): Promise<StrictSqs> {
    const strict = await this.#strict;
    if (!strict) throw new Error("No host uses a strict SQS. Say 'strictQueues: true' in the fault.");
    return strict;
  }

  /** Those of a kind. @throws {Error} if there is none: the fault has not said that it needs them */
  of(way: Way, which: (one: OnTheWay) => boolean = () => true): readonly OnTheWay[] {
    const found = this.#all.filter((one) => one.way === way && which(one));
    if (found.length === 0) throw new Error(`No host has a way of the kind '${way}' that leads over a proxy. Name it in the fault's 'through'.`);
    return found;
  }

  /** A host's settings by which it goes over proxies, and says by its name who it is to the database. */
  async lead(plan: HostPlan): Promise<HostPlan> {
    const environment: Record<string, string> = {};
    for (const [name, value] of Object.entries(plan.environment)) environment[name] = await this.#setting(plan.name, name, value);
    return { ...plan, environment };
  }

  async close(): Promise<void> {
    await Promise.all(this.#all.map(({ proxy }) => proxy.close()));
    await (await this.#strict)?.close();
  }

  async #setting(from: string, name: string, value: string): Promise<string> {
    if (name === 'TARGETS') return this.#targets(from, value);
    if (name === 'PAYMENT_PROVIDER_URL') return this.#over({ way: 'provider', from, to: name }, value);
    if (name === 'QUEUE_ENDPOINT') return this.#over({ way: 'queues', from, to: name }, await this.#queues(value));
    if (!name.endsWith('_DATABASE_URL')) return value;
    const url = new URL(await this.#over({ way: name === 'ROUTING_DATABASE_URL' ? 'routing' : 'database', from, to: name }, value));
    url.searchParams.set('application_name', from);
    return url.href;
  }

  /** All who use the queues share one. */
  async #queues(url: string): Promise<string> {
    if (this.#seed === undefined) return url;
    this.#strict ??= strictSqs(url, { seed: this.#seed });
    return (await this.#strict).url;
  }

  async #targets(from: string, value: string): Promise<string> {
    const targets = Object.entries(JSON.parse(value) as Readonly<Record<string, unknown>>);
    const led = await Promise.all(targets.map(async ([to, address]) => [to, await this.#address(address, { way: 'hosts', from, to })] as const));
    return JSON.stringify(Object.fromEntries(led));
  }

  /** An address is a URL, the name of a queue's way, or one of these for each way of calling. */
  async #address(address: unknown, on: Omit<OnTheWay, 'proxy'>): Promise<unknown> {
    if (typeof address === 'string') return address.startsWith('http:') ? (await this.#over(on, address)).replace(/\/$/, '') : address;
    const ways = await Promise.all(Object.entries(address as object).map(async ([way, one]) => [way, await this.#address(one, on)] as const));
    return Object.fromEntries(ways);
  }

  async #over(on: Omit<OnTheWay, 'proxy'>, url: string): Promise<string> {
    if (!this.#wanted.has(on.way)) return url;
    const { hostname, port } = new URL(url);
    const proxy = await FaultProxy.to({ host: hostname, port: Number(port) });
    this.#all.push({ ...on, proxy });
    return Object.assign(new URL(url), { hostname: proxy.address.host, port: String(proxy.address.port) }).href;
  }
}
