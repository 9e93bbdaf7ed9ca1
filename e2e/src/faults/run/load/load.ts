import { setTimeout as pause } from 'node:timers/promises';
import type { Recorder } from '../../history/index.ts';
import { Chance } from '../chance.ts';
import { Client } from './client.ts';
import { Session } from './session.ts';
import type { Visit } from './wishes.ts';

/** All shoppers of a run. */
export interface Load {
  /** Different orders sent so far. */
  readonly attempts: number;
  /** Resolves once everybody has done everything, or what they had begun when the signal says that it is enough. */
  play(signal: AbortSignal): Promise<void>;
  /** Has one after the other look at an order, now and then, until the signal: as shoppers do who wait for theirs. */
  lookOn(signal: AbortSignal): Promise<void>;
  /** Has everybody look once more at each order. */
  lookAtAll(): Promise<void>;
  close(): void;
}

interface LoadSettings {
  readonly url: string;
  readonly recorder: Recorder;
  readonly seed: number;
  readonly deadline: number;
  readonly freshTries?: number;
}

const betweenLooks = 200;

/** Makes the shoppers of a run. @param given.deadline milliseconds that they wait for an answer @param given.freshTries how often a stale answer is asked for again once all is done */
export function loadOf(visits: readonly Visit[], { url, recorder, seed, deadline, freshTries = 30 }: LoadSettings): Load {
  const clients = visits.map(() => new Client(url, deadline));
  const sessions = visits.map((visit, index) => new Session({ visit, client: clients[index]!, recorder, freshTries, chance: new Chance(seed, `session ${visit.session}`) }));
  return {
    get attempts() {
      return sessions.reduce((sum, { attempts }) => sum + attempts, 0);
    },
    play: async (signal) => void (await Promise.all(sessions.map((session) => session.play(signal)))),
    lookOn: async (signal) => {
      for (let turn = 0; !signal.aborted; turn++) {
        await sessions[turn % sessions.length]!.lookAtOne();
        await pause(betweenLooks, undefined, { signal }).catch(() => undefined);
      }
    },
    lookAtAll: async () => void (await Promise.all(sessions.map((session) => session.lookAtAll()))),
    close: () => clients.forEach((client) => client.close()),
  };
}
