import { setTimeout as pause } from 'node:timers/promises';
import type { Chance } from '../run/chance.ts';
import type { ShopKind } from '../run/shops.ts';
import type { DrawnFault, Fault, Injected } from './fault.ts';

const kinds: readonly ShopKind[] = ['in-process', 'by-http', 'by-sqs', 'behind-nginx'];

/** Those that a mix leaves out: they change what shoppers are like, or take the whole of a run's time. */
const fitsIn = (fault: Fault | DrawnFault): fault is Fault => !('draw' in fault) && fault.load === undefined && fault.lasts === undefined && fault.settings === undefined;

/** Several faults at once: begun one by one, and healed in another sequence. Which ones, the seed decides. */
export function mixOf(others: readonly (Fault | DrawnFault)[]): DrawnFault {
  const [number, does] = ['F56', 'begins several faults one by one, and heals them in any sequence'];
  const draw = (chance: Chance): Fault => {
    const kind = chance.oneOf(kinds);
    const parts = chance.shuffled(others.filter(fitsIn).filter(({ shops }) => shops.includes(kind))).slice(0, chance.whole(2, 4));
    return {
      number,
      does: `${does}: ${parts.map((part) => part.number).join(', ')}`,
      shops: [kind],
      through: [...new Set(parts.flatMap(({ through = [] }) => through))],
      ...(parts.some(({ strictQueues }) => strictQueues) ? { strictQueues: true } : {}),
      ...(parts.some(({ redis }) => redis) ? { redis: true } : {}),
      tolerated: 'failures',
      inject: async (world, injection) => {
        const begun: Injected[] = [];
        const heal = async () => {
          for (const one of injection.shuffled(begun.splice(0))) {
            await one.heal();
            await pause(injection.whole(0, 500));
          }
        };
        const evidence: string[] = [];
        for (const part of parts) {
          // One fault may keep another from taking effect, which is no failure of the mix.
          const injected = await part.inject(world, injection).catch((error: unknown) => void evidence.push(`${part.number} found nothing to break (${String(error)})`));
          if (injected) {
            begun.push(injected);
            evidence.push(`${part.number}: ${injected.evidence}`);
          }
          await pause(injection.whole(0, 800));
        }
        if (begun.length === 0) throw new Error(`None of them took effect: ${evidence.join('; ')}`);
        return { evidence: evidence.join('; '), heal };
      },
    };
  };
  return { number, does, draw };
}
