import { setTimeout as pause } from 'node:timers/promises';
import type { DeferredCall } from '@banyan/contracts/define';
import { deferredCall, outcomeOf, type Inbox, type Running } from './probe.testing.ts';

/** Puts the module into its place, with an inbox; its host has yet to be started. */
export type Prepare = (receive?: Inbox) => Promise<Running>;

/** A situation of deferred calls, played in some placement: what the outbox, and the inbox, could tell of it. */
export type PlayDelivery = (prepare: Prepare) => Promise<unknown>;

/** What can become of calls on their way from an outbox to an inbox. */
export const deliverySituations: Readonly<Record<string, PlayDelivery>> = {
  'calls of a lane': async (prepare) => {
    const inbox: DeferredCall[] = [];
    const { startHost, deliver } = await prepare((calls) => inbox.push(...calls));
    await startHost();
    const delivered = await deliver([1, 2, 3].map((sequence) => deferredCall(sequence)));
    await until(() => inbox.length >= 3);
    return { delivered, inbox };
  },
  'calls of many lanes at once': async (prepare) => {
    const inbox: DeferredCall[] = [];
    const { startHost, deliver } = await prepare((calls) => inbox.push(...calls));
    await startHost();
    const keys = ['A-1', 'B-2', 'C-3'];
    await Promise.all(keys.map((key) => deliver([1, 2].map((sequence) => deferredCall(sequence, key)))));
    await until(() => inbox.length >= 6);
    return keys.map((key) => inbox.filter(({ lane }) => lane.endsWith(key)));
  },
  'a call that is delivered twice': async (prepare) => {
    const inbox: number[] = [];
    const { startHost, deliver } = await prepare((calls) => inbox.push(...calls.map(({ sequence }) => sequence)));
    await startHost();
    for (const sequence of [1, 1, 2]) await deliver([deferredCall(sequence)]);
    await until(() => inbox.includes(2));
    return inbox;
  },
  'a host that is away, and comes': async (prepare) => {
    const inbox: DeferredCall[] = [];
    const { startHost, deliver } = await prepare((calls) => inbox.push(...calls));
    const delivered = await outcomeOf(deliver([deferredCall(1)]));
    await startHost();
    if (!('answer' in delivered)) await untilTaken(() => deliver([deferredCall(1)]));
    await until(() => inbox.length >= 1);
    return { delivered, inbox };
  },
  'an inbox that cannot keep it at first': async (prepare) => {
    const inbox: DeferredCall[] = [];
    let attempts = 0;
    const { startHost, deliver } = await prepare((calls) => {
      if (++attempts === 1) throw new Error('disk full');
      inbox.push(...calls);
    });
    await startHost();
    const delivered = await outcomeOf(deliver([deferredCall(1)]));
    if (!('answer' in delivered)) await untilTaken(() => deliver([deferredCall(1)]));
    await until(() => inbox.length >= 1);
    return { delivered, inbox };
  },
};

/** Tries again, as a relay does. */
async function untilTaken(deliver: () => Promise<unknown>): Promise<void> {
  while (!('answer' in (await outcomeOf(deliver())))) await pause(5);
}

async function until(done: () => boolean): Promise<void> {
  while (!done()) await pause(5);
}
