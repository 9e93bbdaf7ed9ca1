import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { buildHosts, bundleOf } from '../start/bundles.ts';
import type { HostPlan } from '../start/plan.ts';
import { root } from '../start/root.ts';
import { startProcess, untilReady } from '../start/supervise.ts';
import { STATE_FOLDER } from './surroundings.ts';

/** Milliseconds for the shop to become ready, and to end. */
const patience = 120_000;

/**
 * Asks something while the shop that containers with pages show runs: a monolith of this workspace, in no container, since its image
 * need not have been built.
 * @param monolith as it would be run in one
 * @throws {Error} with the end of its log if it does not become ready
 */
export async function whileShopRuns<Answer>(monolith: HostPlan, ask: () => Promise<Answer>): Promise<Answer> {
  await buildHosts(['monolith'], console.log);
  const folder = await mkdtemp(join(tmpdir(), 'banyan-shop-for-pages-'));
  const environment = Object.fromEntries(Object.entries(monolith.environment).map(([name, value]) => [name, value.replace(STATE_FOLDER, folder)]));
  const log = join(folder, 'monolith.log');
  try {
    const started = await startProcess({ name: 'monolith', args: ['--enable-source-maps', bundleOf('monolith')], folder: root, environment, log });
    try {
      await untilReady(started, { url: monolith.readyUrl, log, patience, signal: new AbortController().signal });
      return await ask();
    } finally {
      await started.stop(patience);
    }
  } finally {
    await rm(folder, { recursive: true });
  }
}
