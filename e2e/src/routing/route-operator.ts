import {
  controlClient,
  type ChangeAnswer,
  type ControlClient,
  type DoctorAnswer,
  type HistoryAnswer,
  type HostsAnswer,
  type OverrideAnswer,
  type RoutesAnswer,
  type ShadowsAnswer,
} from '@banyan/tools/banyan';
import { until } from './until.ts';

/** A route as an operator writes it. */
export type RouteWish = RoutesAnswer['operations'][number]['route'];

/** Somebody who changes the routes of a shop under test, by name. Each change throws {RefusedByControl} if it is refused. */
export class RouteOperator {
  readonly #control: ControlClient;
  readonly #by: string;

  constructor({ controlUrl = '', controlToken = '' }: { readonly controlUrl?: string; readonly controlToken?: string }, by: string) {
    this.#control = controlClient({ url: controlUrl, token: controlToken });
    this.#by = by;
  }

  set(entry: string, route: RouteWish, more: { readonly why?: string; readonly dryRun?: boolean } = {}): Promise<ChangeAnswer> {
    return this.#control.send('PUT', 'routes', { entry, route, by: this.#by, why: 'a test', ...more });
  }

  begin(entry: string, plan: object): Promise<ChangeAnswer> {
    return this.#control.send('POST', `rollouts/${entry}`, { ...plan, by: this.#by, why: 'a test' });
  }

  revert(version: number): Promise<ChangeAnswer> {
    return this.#control.send('POST', 'revert', { version, by: this.#by, why: 'a test' });
  }

  override(routes: Readonly<Record<string, string>>): Promise<OverrideAnswer> {
    return this.#control.send('POST', 'overrides', { routes, minutes: 5, by: this.#by });
  }

  routes(): Promise<RoutesAnswer> {
    return this.#control.get('routes');
  }

  doctor(): Promise<DoctorAnswer> {
    return this.#control.get('doctor');
  }

  /** Everything that was changed from a version on, oldest first. */
  async historySince(version: number): Promise<HistoryAnswer['states']> {
    const found: HistoryAnswer['states'][number][] = [];
    for (let before: number | undefined; ; ) {
      const { states } = await this.#control.get<HistoryAnswer>(`history?limit=200${before === undefined ? '' : `&before=${before}`}`);
      found.push(...states.filter((state) => state.version >= version));
      before = states.at(-1)?.version;
      if (before === undefined || before <= version) return found.toReversed();
    }
  }

  shadows(): Promise<ShadowsAnswer> {
    return this.#control.get('shadows');
  }

  hosts(): Promise<HostsAnswer> {
    return this.#control.get('hosts');
  }

  /** Waits until so many instances of each host have told that they follow this version, or a later one. */
  async followed(version: number, instances: Readonly<Record<string, number>>): Promise<void> {
    let seen: HostsAnswer['hosts'] = [];
    const follows = async () => {
      seen = (await this.hosts()).hosts.filter(({ ageMs, routeVersion }) => ageMs < 5_000 && routeVersion >= version);
      return Object.entries(instances).every(([name, count]) => seen.filter(({ host }) => host === name).length >= count);
    };
    await until(`version ${version} of the routes in ${JSON.stringify(instances)}`, follows, () => seen.map(({ host, routeVersion }) => `${host} ${routeVersion}`));
  }
}
