import type { RoutesAnswer } from '@banyan/tools/banyan';
import { setTimeout as pause } from 'node:timers/promises';
import type { AlteringProxy, Alteration } from './altering-proxy.ts';
import { browse } from './browse.ts';
import { Doors } from './doors.ts';
import type { RouteOperator } from './route-operator.ts';
import { until } from './until.ts';

/** The operation that is rolled out, and the page that asks for it. */
const entry = 'catalog.getProduct';
const page = '/products/MUG?market=GB';

/** Only a slow build is to be found slow, on a busy machine too. */
const gateFor = (build: BadBuild) => ({ minimumSamples: 100, dwellMs: 60_000, slowerBy: 1.5, slowerByMs: build === 'slow' ? 100 : 5_000 });
/** Answers of one operation below which their differences are not judged. */
const comparedAtLeast = 50;

let answers = 0;

/**
 * How the answers of a bad build come back. Errors come evenly: a breaker opens at half of the calls, and one that opened by chance would keep
 * back those that the gate waits for.
 */
export const badBuilds = {
  errors: async (_address, answer) => (++answers % 3 === 0 ? { status: 500, body: '{"failed":"internal"}' } : answer),
  slow: async (_address, answer) => {
    await pause(300);
    return answer;
  },
  'wrong answers': async (_address, answer) => ({ ...answer, body: answer.body.replace(/"amount":\d+/, '"amount":1') }),
} as const satisfies Record<string, Alteration>;
export type BadBuild = keyof typeof badBuilds;

/** How a bad canary ended. */
export interface Ended {
  /** Milliseconds from the minimum sample to the routes that took it back. */
  readonly took: number;
  /** Who took it back, and why. */
  readonly by: string;
  readonly why: string;
  readonly requests: number;
  readonly failed: readonly string[];
}

/**
 * Begins a canary of half the keys at a bad build, has shoppers come, and waits until it was taken back. The minimum sample is counted
 * at the target's door: as many calls as the gate asks for; where answers are wrong, also as many compared ones as are judged.
 */
export async function endOf(build: BadBuild, { url, target, routes }: { readonly url: string; readonly target: AlteringProxy; readonly routes: RouteOperator }): Promise<Ended> {
  target.alter((address, answer) => (address === entry ? badBuilds[build](address, answer) : answer));
  const browsing = browse({ doors: new Doors(url), shoppers: 8, pages: [page] });
  const asked = target.asked(entry);
  const gate = gateFor(build);
  await routes.begin(entry, { target: 'catalog', steps: [{ kind: 'canary', percent: 50 }, { kind: 'remote' }], gate });

  let minimumAt: number | undefined;
  let seen: RoutesAnswer['rollouts'][number] | undefined;
  const isOver = async () => {
    seen = (await routes.routes()).rollouts.find((rollout) => rollout.entry === entry);
    const isEnough = target.asked(entry) - asked >= gate.minimumSamples && (build !== 'wrong answers' || seen!.verdict.figures.compared >= comparedAtLeast);
    if (isEnough) minimumAt ??= Date.now();
    return seen!.rollout.state === 'rolledBack';
  };
  await until(`the rollback of a canary with ${build}`, isOver, () => seen);
  const took = Date.now() - (minimumAt ?? Date.now());
  const { requests, failed } = await browsing.stop();
  const { by, why } = await routes.routes();
  target.alter();
  return { took, by, why, requests, failed };
}
