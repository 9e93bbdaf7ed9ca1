import { CallError, Unavailable, type DeferredCall } from '@banyan/contracts/define';
import { jointTarget, type Target } from '@banyan/strangler';
import type { Process } from '../time/process.ts';
import type { Place } from './place.ts';

/** What deliveries are addressed to. */
const deliveries = 'deliveries';
/** Milliseconds for one delivery, as hosts have them. */
const deliveryMs = 10_000;

/** The other hosts as a process reaches them, by name. */
export function targetsOf(process: Process, own: string, place: Place): ReadonlyMap<string, Target> {
  const { setting } = place;
  const names = setting.ordersHosts > 0 ? ['monolith', 'orders'] : ['monolith'];
  const deferred = queueTarget(process, place);
  const others = names.filter((name) => name !== own).map((name): [string, Target] => {
    const reply = httpTarget(process, name, place);
    return [name, setting.via === 'http' ? reply : jointTarget({ reply, deferred })];
  });
  return new Map([...others, ...(setting.via === 'queue' ? [[own, jointTarget({ deferred })] as const] : [])]);
}

/** Any of the host's instances, over HTTP. */
function httpTarget(process: Process, name: string, place: Place): Target {
  const { hosts, chance, borders, time } = place;
  const ask = <T>(address: string, limitMs: number, effect: (host: Place['hosts'][number]) => Promise<T>): Promise<T> => {
    const answer = borders.hosts.cross(process, async () => {
      const host = chance.pick(hosts.filter((one) => one.name === name));
      if (!host.isThere) throw away(address, 'no');
      return effect(host);
    }, (executed) => away(address, executed));
    return within(limitMs, answer, () => new CallError('deadlineExceeded', address, 'No answer came in time.'));
  };
  return {
    carries: ['reply', 'deferred'],
    call: ({ address }, input, context) => ask(address, context.deadline - time.now(), (host) => host.answer(address, input, context)),
    async deliver(calls) {
      await ask(deliveries, deliveryMs, (host) => host.take(calls));
      return 'stored';
    },
  };
}

/** The queues of the modules that are called: a message for each call. */
function queueTarget(process: Process, { queues, borders }: Place): Target {
  const send = (call: DeferredCall) =>
    borders.queues.cross(process, async () => {
      const { lane, sequence } = call;
      queues.calls[call.destination.startsWith('orders.') ? 'orders' : 'checkout'].send({ group: lane, deduplication: `${lane}:${sequence}`, body: [call] });
    }, () => new Unavailable('SQS'));
  return {
    carries: ['deferred'],
    call: ({ address }) => Promise.reject(new CallError('unknownOperation', address, 'A queue gives no answers.', { executed: 'no' })),
    async deliver(calls) {
      await Promise.all(calls.map(send));
      return 'underway';
    },
  };
}

function away(address: string, executed: 'no' | 'unknown'): CallError {
  return new CallError('unavailable', address, 'Nobody answers there.', { executed });
}

async function within<T>(limitMs: number, work: Promise<T>, late: () => Error): Promise<T> {
  let timer: NodeJS.Timeout | undefined;
  const tooLate = new Promise<never>((_, reject) => {
    timer = setTimeout(() => reject(late()), limitMs);
  });
  try {
    return await Promise.race([work, tooLate]);
  } finally {
    clearTimeout(timer);
  }
}
