import { setTimeout as pause } from 'node:timers/promises';
import type { HistoryAnswer, RoutesAnswer, ShadowsAnswer } from '@banyan/control';
import { routeWords } from '@banyan/control/words';
import { banyan } from '../banyan/banyan.ts';
import { controlClient, type ControlClient } from '../banyan/control-client.ts';
import { root } from '../start/root.ts';
import type { Narrator } from './narrator.ts';

/** Milliseconds between two looks at a rollout, and for a rollout to come to its end. */
const betweenLooks = 250;
const longestRollout = 300_000;

type RolloutView = RoutesAnswer['rollouts'][number];

/** Where a shop's routes are changed, and its operator listens. */
export interface Reached {
  readonly controlUrl: string;
  readonly controlToken: string;
}

/** Moves routes as a person at the command line does, and tells what comes of it. */
export class Operator {
  readonly #client: ControlClient;
  readonly #reached: Reached;
  readonly #narrator: Narrator;
  readonly #signal: AbortSignal;

  constructor(reached: Reached, { narrator, signal }: { readonly narrator: Narrator; readonly signal: AbortSignal }) {
    this.#reached = reached;
    this.#client = controlClient({ url: reached.controlUrl, token: reached.controlToken });
    this.#narrator = narrator;
    this.#signal = signal;
  }

  /** Runs a command that changes something. @throws {Error} with its words if it is refused */
  async change(...args: readonly string[]): Promise<void> {
    const { code, text } = await this.#run(args);
    if (code !== 0) throw new Error(text);
    this.#narrator.quote(text.split('\n')[0] ?? '');
  }

  /** Runs a command that shows something, and shows it. */
  async show(...args: readonly string[]): Promise<void> {
    this.#narrator.quote((await this.#run(args)).text);
  }

  async version(): Promise<number> {
    return (await this.#client.get<RoutesAnswer>('routes')).version;
  }

  /** @param since the version of the routes from which on it counts */
  shadows(entry: string, since: number): Promise<ShadowsAnswer> {
    return this.#client.get<ShadowsAnswer>(`shadows?${new URLSearchParams({ entry, since: String(since) }).toString()}`);
  }

  /** Watches a rollout until its end, and tells each step with the reason and the figures. @throws {Error} if it does not come to an end */
  async follow(entry: string): Promise<'done' | 'rolledBack'> {
    let told = await this.version();
    let last: RolloutView | undefined;
    const end = Date.now() + longestRollout;
    for (;;) {
      this.#signal.throwIfAborted();
      const { version, rollouts } = await this.#client.get<RoutesAnswer>('routes');
      if (version > told) await this.#tell(entry, told, last);
      told = version;
      const view = rollouts.find((rollout) => rollout.entry === entry);
      const state = view?.rollout.state ?? 'rolledBack';
      if (state === 'done' || state === 'rolledBack') return state;
      if (Date.now() > end) throw new Error(`The rollout of ${entry} did not come to an end within ${longestRollout / 60_000} minutes: ${view?.verdict.because ?? ''}`);
      last = view;
      this.#narrator.waiting(view?.verdict.because ?? '');
      await pause(betweenLooks, undefined, { signal: this.#signal });
    }
  }

  async #tell(entry: string, told: number, last: RolloutView | undefined): Promise<void> {
    const { states } = await this.#client.get<HistoryAnswer>('history?limit=20');
    for (const state of states.toReversed()) {
      if (state.version <= told || 'unreadable' in state) continue;
      const route = state.changes?.routes.find((change) => change.entry === entry);
      this.#narrator.say(`${entry}: ${route ? `${routeWords(route.before)} → ${routeWords(route.after)}` : 'the rollout is done'}`);
      this.#narrator.quote(`because: ${state.why.replace(`${entry}: `, '')}`);
    }
    if (last) this.#narrator.quote(figures(last));
  }

  async #run(args: readonly string[]): Promise<{ readonly code: number; readonly text: string }> {
    this.#narrator.say(`$ npx banyan ${args.map(quoted).join(' ')}`);
    const { controlUrl, controlToken } = this.#reached;
    const said: string[] = [];
    const hear = (text: string) => void said.push(text);
    const environment = { BANYAN_CONTROL_URL: controlUrl, BANYAN_CONTROL_TOKEN: controlToken };
    const code = await banyan(args, { environment, folder: root, user: 'demo', say: hear, complain: hear });
    return { code, text: said.join('\n') };
  }
}

function figures({ verdict }: RolloutView): string {
  const { target, home, compared, mismatched } = verdict.figures;
  const side = ({ calls, failed, p99 }: typeof target) => `${calls} calls, ${failed} failed${p99 === undefined ? '' : `, p99 ${p99.toFixed(1)} ms`}`;
  return `target: ${side(target)}; home: ${side(home)}${compared > 0 ? `; ${compared} compared, ${mismatched} differed` : ''}`;
}

function quoted(word: string): string {
  return /^[\w.:,/=-]+$/.test(word) ? word : `'${word}'`;
}
