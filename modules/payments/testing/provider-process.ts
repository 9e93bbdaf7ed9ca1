import { fork } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/** What the provider's ledger says, as `GET /ledger` tells it. */
export interface LedgerView {
  readonly totals: { readonly approved: number; readonly declined: number; readonly refunds: number };
  readonly entries: readonly { readonly kind: string; readonly key: string; readonly amount: number }[];
}

/** The test payment provider as a process of its own. */
export interface ProviderProcess {
  readonly url: string;
  readonly key: string;
  ledger(): Promise<LedgerView>;
  /** Stops it in its tracks: it accepts connections and answers nothing until it goes on. */
  freeze(): void;
  goOn(): void;
  stop(): Promise<void>;
}

const main = join(import.meta.dirname, '../../../apps/payment-provider/src/main.ts');

/** Starts the provider on a free port with an empty ledger. It ends with the test process at the latest. */
export async function startProvider(): Promise<ProviderProcess> {
  const folder = await mkdtemp(join(tmpdir(), 'payments-'));
  const key = 'a-key-for-tests-only';
  const child = fork(main, {
    env: { PORT: '0', LEDGER_FILE: join(folder, 'ledger.jsonl'), PROVIDER_KEY: key },
    execArgv: ['--conditions=banyan-source'],
    stdio: ['ignore', 'ignore', 'inherit', 'ipc'],
  });
  child.unref();
  child.channel?.unref();
  const [{ url }] = (await once(child, 'message')) as [{ url: string }];
  return {
    url,
    key,
    ledger: async () => (await (await fetch(`${url}/ledger`, { headers: { authorization: `Bearer ${key}` } })).json()) as LedgerView,
    freeze: () => void child.kill('SIGSTOP'),
    goOn: () => void child.kill('SIGCONT'),
    async stop() {
      child.kill('SIGKILL');
      await once(child, 'exit');
      await rm(folder, { recursive: true });
    },
  };
}
