import { switchOver, type Plan, type State, type World } from '@banyan/infra/switch-over';
import { until } from '../../routing/until.ts';
import { deployEpochs, epochsAt } from '../stand-ins/regional-epochs.ts';
import { urlOf, type RegionName, type Regions } from './regions.ts';

/** Of these regions; what is more at AWS is split out of it. */
const host = 'monolith';

/** The assistant that moves a shop to another region at AWS, with the regions of a drill for its world. */
export class Assistant {
  readonly #regions: Regions;
  readonly #report: (line: string) => void;
  readonly #world: World;
  #writer: RegionName = 'home';

  /** @param report hears of each step */
  constructor(regions: Regions, report: (line: string) => void) {
    this.#regions = regions;
    this.#report = report;
    const region = (name: string) => urlOf(regions[name as RegionName], 'epochs');
    this.#world = {
      state: (to) => this.#state(to as RegionName),
      fence: (name, _, newest) => deployEpochs(region(name), { newest }),
      lead: (name, _, epoch) => deployEpochs(region(name), { own: epoch, newest: epoch }),
      // What is told to the recovery region of the secrets of the home region was copied before.
      promoteSecret: () => Promise.resolve(),
      moveDatabase: (to, { losesData }) => this.#moveDatabase(to as RegionName, losesData),
    };
  }

  /** Moves the shop as far as that is possible now, step by step, as an operator does who says the token of the plan. @returns what it says at the end */
  async move(to: RegionName): Promise<string> {
    const { plan } = await switchOver({ to }, this.#world);
    this.#report(`The operator says: ${plan.token}.`);
    for (;;) {
      const { plan: now, did } = await switchOver({ to, token: plan.token }, this.#world);
      if (!nextOf(now)) return did;
      this.#report(`The assistant did this: ${did}.`);
    }
  }

  async #state(to: RegionName): Promise<State> {
    const from: RegionName = to === 'home' ? 'recovery' : 'home';
    const [target, source] = await Promise.all([this.#epochsIn(to), this.#epochsIn(from)]);
    const unread = source ? await this.#regions[from].hosts.unread() : undefined;
    return { environment: 'drill', to, from, hosts: [host], target: target ?? [], source, unread, database: { writer: this.#writer, isMoving: false }, copies: [] };
  }

  async #epochsIn(name: RegionName): Promise<State['source']> {
    const epochs = await epochsAt(urlOf(this.#regions[name], 'epochs'));
    return epochs && [{ host, ...epochs }];
  }

  async #moveDatabase(to: RegionName, losesData: boolean): Promise<void> {
    const { [to]: next, [this.#writer]: before } = this.#regions;
    if (!losesData) {
      const [end] = await before.database.query<{ lsn: string }>('SELECT pg_current_wal_lsn() AS lsn');
      await until(`${to} to have what was written`, async () => (await next.database.query(`SELECT WHERE pg_last_wal_replay_lsn() >= '${end!.lsn}'`)).length > 0);
    }
    await next.database.promote();
    this.#writer = to;
  }
}

function nextOf({ steps }: Plan): Plan['steps'][number] | undefined {
  return steps.find(({ state }) => state === 'next');
}
