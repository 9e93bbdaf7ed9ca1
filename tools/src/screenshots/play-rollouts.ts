import { setTimeout as pause } from 'node:timers/promises';
import type { RoutesAnswer } from '@banyan/control';
import type { ControlClient } from '../banyan/control-client.ts';
import type { FaultyProxy } from '../demo/proxy/faulty-proxy.ts';
import { wrongPrice } from '../demo/proxy/wrong-price.ts';

/** Milliseconds between two looks, and until calls of the last step are seen. */
const betweenLooks = 250;
const settled = 25_000;
/** Nothing goes on or back by itself while it is photographed. */
const patientGate = { minimumSamples: 500, dwellMs: 3_600_000, slowerByMs: 5_000 };

/** Finds a wrong price by shadowing, takes the catalogue back, and leaves it at a canary once the price is mended; orders stay half way as well. */
export async function playRollouts(control: ControlClient, { proxy, sku }: { readonly proxy: FaultyProxy; readonly sku: string }): Promise<void> {
  const set = (entry: string) => control.send('PUT', 'routes', { entry, route: { kind: 'local' }, by: 'Ada', why: 'All begins at home.' });
  const begin = (entry: string, plan: object, why: string) => control.send('POST', `rollouts/${entry}`, { target: entry.split('.')[0], ...plan, by: 'Ada', why });
  const advance = (entry: string, why: string) => control.send('POST', `rollouts/${entry}/advance`, { by: 'Grace', why });
  for (const entry of ['catalog.*', 'orders.*']) await set(entry);

  proxy.plant(wrongPrice(sku));
  await begin('catalog.*', { gate: { minimumSamples: 200, dwellMs: 0 } }, 'The catalogue has a host of its own.');
  while ((await stateOf(control, 'catalog.*')) !== 'rolledBack') await pause(betweenLooks);
  proxy.plant();

  const steps = [{ kind: 'shadow', percent: 100 }, ...[5, 25, 50].map((percent) => ({ kind: 'canary', percent })), { kind: 'remote' }];
  await begin('catalog.*', { mode: 'manual', steps, gate: patientGate }, 'The price is mended.');
  for (const why of ['No answer differs any more.', 'Five in a hundred noticed nothing.']) await advance('catalog.*', why);
  await begin('orders.*', { mode: 'manual', steps: steps.slice(1), gate: patientGate }, 'Orders follow.');
  await pause(settled);
}

async function stateOf(control: ControlClient, entry: string): Promise<string | undefined> {
  return (await control.get<RoutesAnswer>('routes')).rollouts.find((one) => one.entry === entry)?.rollout.state;
}
