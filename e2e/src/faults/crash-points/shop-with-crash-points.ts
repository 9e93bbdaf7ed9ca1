import { existsSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { shopUnderTest, type ShopUnderTest } from '../../shop-under-test.ts';
import { until } from '../../routing/until.ts';
import { armedFile, CRASH_POINTS, firedFile } from './armed.ts';
import type { CrashPoint } from './crash-point.ts';

/** A shop split by queues whose hosts can be made to crash at named points. */
export interface ShopWithCrashPoints {
  readonly tested: ShopUnderTest;
  /** Has the point's host end the nth time that it crosses there from now on. */
  arm(point: CrashPoint, nth?: number): void;
  /** Resolves once the host has ended by it, and another has been started in its place. */
  crashedAndStarted(point: CrashPoint): Promise<void>;
  discard(): Promise<void>;
}

/** Starts one. */
export async function shopWithCrashPoints(): Promise<ShopWithCrashPoints> {
  const folder = mkdtempSync(join(tmpdir(), 'banyan-crash-points-'));
  const preload = pathToFileURL(join(import.meta.dirname, 'preload.ts')).href;
  const tested = await shopUnderTest({ split: ['orders'], via: 'sqs', replies: 'http' }, { INTAKE_QUEUE_PERCENT: '0' }, (plan) => ({
    ...plan,
    environment: { ...plan.environment, NODE_OPTIONS: `--disable-warning=ExperimentalWarning --import=${preload}`, [CRASH_POINTS]: `${folder}|${plan.name}` },
  })).catch((error: unknown) => {
    rmSync(folder, { recursive: true });
    throw error;
  });
  const isEnded = (name: string) => tested.shop.hosts.some((host) => host.name === name && host.state === 'ended');
  return {
    tested,
    arm(point, nth = 1) {
      rmSync(firedFile(folder, point.host), { force: true });
      writeFileSync(armedFile(folder, point.host), JSON.stringify({ point, nth }));
    },
    async crashedAndStarted({ name, host }) {
      await until(`${host} to crash at '${name}'`, () => existsSync(firedFile(folder, host)) && isEnded(host));
      // A machine that is busy with other things may need longer than a launcher waits; what was started goes on.
      await until(`${host} to be started again`, () => tested.shop.startHost(host).then(() => true, () => false));
    },
    async discard() {
      await tested.discard();
      rmSync(folder, { recursive: true });
    },
  };
}
