import { fault } from '../../history/index.ts';
import type { Chance } from '../chance.ts';
import { fine, type Weather } from '../network/border.ts';
import type { Host } from '../shop/host.ts';
import type { Borders } from '../shop/place.ts';
import type { Shop } from '../shop/shop.ts';

/** Something that goes wrong, by its number in the catalogue of faults. */
export interface Trouble {
  readonly fault: string;
  readonly what: string;
  /** When it begins and how long it lasts: milliseconds from when the shop has opened. */
  readonly at: number;
  readonly lasts: number;
  readonly begin: () => string;
  readonly end: () => void;
}

type Make = (shop: Shop, chance: Chance) => Omit<Trouble, 'at'>;

const anyHost = ({ hosts }: Shop, chance: Chance): Host => chance.pick(hosts);

/** Bad weather at a border. */
const weather =
  (number: string, where: keyof Borders, turned: (chance: Chance) => Partial<Weather>, [least, most]: readonly [number, number]): Make =>
  ({ borders }, chance) => {
    const change = { ...fine, ...turned(chance) };
    return {
      fault: number,
      what: `${where}: ${JSON.stringify(change)}`,
      lasts: chance.between(least, most),
      begin: () => {
        borders[where].weather = change;
        return `The border to ${where} has changed.`;
      },
      end: () => void (borders[where].weather = fine),
    };
  };

const share = (chance: Chance) => chance.between(0.1, 0.6);

/** A process ends at once, and the machine starts another. */
const crash: Make = (shop, chance) => {
  const host = anyHost(shop, chance);
  return { fault: 'F51', what: `${host.machine} crashes`, lasts: chance.between(50, 8_000), begin: () => ended(host, () => host.kill()), end: () => host.start() };
};

/** A process is told to stop, and another started once it has. */
const deployment: Make = (shop, chance) => {
  const host = anyHost(shop, chance);
  return {
    fault: 'F50', what: `${host.machine} is deployed anew`, lasts: chance.between(3_000, 9_000),
    begin: () => ended(host, () => void host.leave()),
    end: () => {
      host.kill();
      host.start();
    },
  };
};

/** A process does nothing for longer than its leases last. */
const pause: Make = (shop, chance) => {
  const host = anyHost(shop, chance);
  const end = () => {
    shop.provider.remember();
    host.goOn();
  };
  return { fault: 'F30', what: `${host.machine} pauses`, lasts: chance.between(500, 30_000), begin: () => ended(host, () => host.pause()), end };
};

function ended(host: Host, act: () => void): string {
  const name = host.process?.name ?? `${host.machine}, which was gone,`;
  act();
  return `${name} was reached.`;
}

/** Messages of the shop's queues are lost; not those that shoppers were told are accepted. */
const forgetful: Make = ({ queues }) => ({
  fault: 'F18', what: 'the queues forget', lasts: 1,
  begin: () => {
    const lost = [...Object.values(queues.calls), ...Object.values(queues.acknowledgements)].reduce((sum, queue) => sum + queue.forget(), 0);
    return `${lost} messages are gone.`;
  },
  end: () => undefined,
});

/** Messages of the shop's queues are given out a second time, whoever has them in hand. */
const repeating: Make = ({ queues }, chance) => ({
  fault: 'F12', what: 'the queues repeat themselves', lasts: 1,
  begin: () => {
    const all = [...Object.values(queues.calls), ...Object.values(queues.acknowledgements), queues.intake];
    for (const queue of chance.hits(0.5) ? all : [queues.intake]) queue.repeat();
    return 'Their messages are to be had again.';
  },
  end: () => undefined,
});

const common: readonly Make[] = [
  crash, crash, crash, deployment, pause, pause,
  weather('F23', 'database', () => ({ away: true }), [200, 9_000]),
  weather('F24', 'database', (chance) => ({ lost: share(chance) }), [500, 6_000]),
  weather('F16', 'database', (chance) => ({ slow: share(chance) }), [500, 5_000]),
  weather('F31', 'hosts', () => ({ away: true }), [200, 9_000]),
  weather('F12', 'hosts', (chance) => ({ repeated: share(chance), lost: share(chance), slow: share(chance) }), [500, 9_000]),
  weather('F53', 'provider', (chance) => ({ lost: share(chance), slow: share(chance) }), [500, 9_000]),
  weather('F53', 'provider', () => ({ lost: 1 }), [500, 6_000]),
  weather('F52', 'edge', (chance) => ({ lost: share(chance), repeated: share(chance), slow: share(chance) }), [500, 9_000]),
  weather('F43', 'routes', () => ({ away: true }), [200, 6_000]),
];
const ofQueues: readonly Make[] = [
  forgetful, repeating, repeating,
  weather('F18', 'queues', () => ({ away: true }), [200, 9_000]),
  weather('F19', 'queues', (chance) => ({ lost: share(chance), slow: share(chance) }), [500, 8_000]),
];

/** What goes wrong in a run: nothing twice at once at one place. */
export function troublesOf(shop: Shop, chance: Chance): Trouble[] {
  const { setting } = shop;
  const usesQueues = setting.via === 'queue' || setting.intakeQueue;
  const makes = usesQueues ? [...common, ...ofQueues] : common;
  const troubles: Trouble[] = [];
  for (let count = chance.whole(0, 7); count > 0; count--) {
    const trouble = { ...chance.pick(makes)(shop, chance), at: chance.between(500, setting.lasts) };
    if (!troubles.some((other) => placeOf(other) === placeOf(trouble) && overlap(other, trouble))) troubles.push(trouble);
  }
  return troubles.sort((one, other) => one.at - other.at);
}

const placeOf = ({ what }: Trouble) => what.split(/[ :]/)[0];
const overlap = (one: Trouble, other: Trouble) => one.at <= other.at + other.lasts && other.at <= one.at + one.lasts;

/** Milliseconds by which intake may change its way before a queue fails that some buyers always order by: what they sent before may be in it yet. */
const aheadMs = 6_000;

/** Has everything go wrong in its time, and healed again. @returns once all of it is */
export async function afflict(shop: Shop, troubles: readonly Trouble[]): Promise<void> {
  await Promise.all(troubles.map((trouble) => one(shop, trouble)));
}

async function one(shop: Shop, { fault: number, what, at, lasts, begin, end }: Trouble): Promise<void> {
  const { time, notebook, changeovers, log } = shop;
  const ahead = Math.min(at, aheadMs);
  await time.pause(at - ahead);
  if (shop.setting.queuePercent > 0) changeovers.mayBegin();
  await time.pause(ahead);
  changeovers.mayBegin();
  const told = notebook.begin('nemesis', fault, { fault: number });
  const evidence = begin();
  told.ok({ evidence });
  log(() => `${number} for ${Math.round(lasts)} ms: ${what}`);
  await time.pause(lasts);
  end();
  log(() => `${number} is over: ${what}`);
}
