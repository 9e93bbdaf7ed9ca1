import { spawn } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { once } from 'node:events';
import { mkdirSync, mkdtempSync, openSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { bundleOf } from '@banyan/tools/start';

/** Stands in for the payment company, which belongs to no region. */
export interface PaymentCompany {
  /** In which it keeps its ledger. */
  readonly folder: string;
  /** What hosts are told of it. @param host by which they reach it */
  settingsAt(host: string): Readonly<Record<string, string>>;
  /** Ends it and deletes what it keeps. */
  discard(): Promise<void>;
}

/** Starts one, whose program has to be built. @param given.events where it sends what becomes of charges */
export async function startPaymentCompany({ port, events }: { readonly port: number; readonly events: string }): Promise<PaymentCompany> {
  const folder = mkdtempSync(join(tmpdir(), 'banyan-payments-'));
  mkdirSync(join(folder, 'payments'));
  const [key, eventsKey] = [1, 2].map(() => randomBytes(32).toString('base64url')) as [string, string];
  const environment = { PORT: String(port), BIND: '0.0.0.0', LEDGER_FILE: join(folder, 'payments', 'ledger.jsonl'), PROVIDER_KEY: key, EVENTS_URL: events, EVENTS_KEY: eventsKey };
  const log = openSync(join(folder, 'log'), 'a');
  const child = spawn(process.execPath, ['--enable-source-maps', bundleOf('payment-provider')], { env: { ...process.env, ...environment }, detached: true, stdio: ['ignore', log, log, 'ipc'] });
  const ended = once(child, 'exit');
  const said = await Promise.race([once(child, 'message'), ended.then(() => undefined)]);
  if (!said) throw new Error(`The payment company did not start; its log is ${join(folder, 'log')}.`);
  return {
    folder,
    settingsAt: (host) => ({ PAYMENT_PROVIDER_URL: `http://${host}:${port}`, PAYMENT_PROVIDER_KEY: key, PAYMENT_EVENTS_KEYS: eventsKey }),
    discard: async () => {
      child.kill('SIGTERM');
      await ended;
      rmSync(folder, { recursive: true });
    },
  };
}
