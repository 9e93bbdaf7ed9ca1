import { latency, replyLost } from '../proxies/tcp/index.ts';
import type { Chance } from '../run/chance.ts';
import type { World } from '../run/world.ts';
import type { Fault, Injected } from './fault.ts';
import { cut, poisoned, resetNowAndThen } from './network.ts';

/** Each leaves open whether a charge was made. */
const kinds: readonly ((world: World, chance: Chance) => Promise<Injected>)[] = [
  ({ ways }, chance) => poisoned(ways.of('provider'), [replyLost(() => chance.happens(0.4))], 'it charges, and its answers are lost'),
  ({ ways }, chance) => poisoned(ways.of('provider'), [latency('toClient', { milliseconds: 1_500, jitter: 2_500, random: chance.share })], 'its answers come late, or too late'),
  ({ ways }) => cut(ways.of('provider')),
  ({ ways }, chance) => resetNowAndThen(ways.of('provider'), chance),
  async ({ processes }) => ({ evidence: await processes.kill('payment-provider'), heal: () => processes.start('payment-provider') }),
  async ({ processes }) => ({ evidence: await processes.freeze('payment-provider'), heal: async () => processes.thaw('payment-provider') }),
];

/** The payment provider, which has a ledger of its own. */
export const providerFaults: readonly Fault[] = [
  {
    number: 'F53',
    does: 'has the payment provider charge and not say so, be slow, cut off, killed or stand still',
    shops: ['in-process', 'by-http'],
    through: ['provider'],
    tolerated: 'nothing',
    inject: (world, chance) => chance.oneOf(kinds)(world, chance),
  },
];
