import type { NotedAct, OperatorActs } from './operator-acts.ts';

/** Acts within a process, for tests and a shop of one host. */
export function memoryActs(now: () => Date): OperatorActs {
  const noted: NotedAct[] = [];
  return {
    note: ({ kind, subject, by, why }) => {
      noted.unshift({ number: noted.length + 1, at: now().toISOString(), kind, subject, by, why });
      return Promise.resolve();
    },
    acts: ({ limit, before = Infinity }) => Promise.resolve(noted.filter(({ number }) => number < before).slice(0, limit)),
  };
}
