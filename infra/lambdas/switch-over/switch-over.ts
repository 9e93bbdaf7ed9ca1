import { isTokenOf, planOf, type Plan, type StepName } from './plan.ts';
import type { State } from './state.ts';

/** What an operator asks: without the token it is a dry run. */
export interface Asked {
  /** The region that is to lead: the recovery region if left out, the home region to go back. */
  readonly to?: string;
  /** The token of the plan, word for word: the next step is done then. */
  readonly token?: string;
}

/** What the function needs of the world. */
export interface World {
  state(to: string | undefined): Promise<State>;
  fence(region: string, host: string, epoch: number): Promise<void>;
  moveDatabase(to: string, how: { readonly losesData: boolean }): Promise<void>;
  promoteSecret(name: string): Promise<void>;
  lead(region: string, host: string, epoch: number): Promise<void>;
}

export interface Answer {
  readonly plan: Plan;
  readonly did: string;
}

/**
 * Says how the shop is moved to another region and how far that is; with the token of that plan it does the next step, and no more than
 * that: each time somebody looks at what came of it. @throws {Error} if the token is not that of the plan, with the plan's
 */
export async function switchOver({ to, token }: Asked, world: World): Promise<Answer> {
  const state = await world.state(to);
  const plan = planOf(state);
  const next = plan.steps.find((step) => step.state === 'next');
  if (token === undefined) return { plan, did: 'Nothing: this was a dry run. Call it again with the token to do the next step.' };
  if (!isTokenOf(plan, token)) throw new Error(`This is not the token of this plan. Look at the plan, and if you mean it, say: ${plan.token}`);
  if (plan.hindrances.length > 0) throw new Error(`Nothing was done:\n${plan.hindrances.join('\n')}`);
  const waits = plan.steps.find((step) => step.state === 'under way');
  if (!next) return { plan, did: waits ? `Nothing: '${waits.does}' is under way. Call it again in a minute.` : later(plan) };
  await act(next.name, state, plan.epoch, world);
  return { plan, did: next.does };
}

function later({ steps }: Plan): string {
  const open = steps.find((step) => step.state === 'later');
  return open ? `Nothing more can be done now. As soon as the other region answers, call it again: ${open.does}.` : 'Nothing: all of it is done.';
}

async function act(step: StepName, state: State, epoch: number, world: World): Promise<void> {
  const { from, to, source, hosts, copies } = state;
  switch (step) {
    case 'fence':
      for (const host of hosts) await world.fence(from, host, epoch);
      return;
    case 'database':
      return world.moveDatabase(to, { losesData: source === undefined });
    case 'secrets':
      for (const name of copies) await world.promoteSecret(name);
      return;
    case 'hosts':
      for (const host of hosts) await world.lead(to, host, epoch);
  }
}
