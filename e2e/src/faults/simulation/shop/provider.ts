import { NoAnswer, type PaymentsNeeds } from '@banyan/payments/parts';
import type { LedgerEntry } from '../../checker/index.ts';
import { charge as chargeKind } from '../../history/index.ts';
import { orderOfKey } from '../../checker/witnesses/ledger-entry.ts';
import type { Defect } from '../defects.ts';
import type { Border } from '../network/border.ts';
import type { Notebook } from '../runs/notebook.ts';
import type { Process } from '../time/process.ts';
import type { VirtualTime } from '../time/virtual-time.ts';

type PaymentProvider = PaymentsNeeds['provider'];
type ChargeRequest = Parameters<PaymentProvider['charge']>[0];
type ChargeOutcome = Awaited<ReturnType<PaymentProvider['charge']>>;

/** Milliseconds for which the provider knows a request again by its key: longer than one is on its way, shorter than an attempt. */
const keyHorizonMs = 2_300;
const patience = { act: 2_500, ask: 1_000 };

/** The token of a buyer who cannot pay. */
export const declinedToken = 'tok_declined';

/** The payment provider with its own ledger, which knows nothing of the shop. */
export class Provider {
  readonly ledger: LedgerEntry[] = [];
  readonly #time: VirtualTime;
  readonly #notebook: Notebook;
  readonly #defect: Defect | undefined;
  readonly #seen = new Map<string, number>();
  #attempts = 0;

  constructor({ time, notebook, defect }: { readonly time: VirtualTime; readonly notebook: Notebook; readonly defect: Defect | undefined }) {
    this.#time = time;
    this.#notebook = notebook;
    this.#defect = defect;
  }

  /** The provider as a process of the shop reaches it. */
  seenBy(process: Process, border: Border): PaymentProvider {
    const ask = <T>(limitMs: number, effect: () => Promise<T>) => within(limitMs, border.cross(process, effect, () => new NoAnswer('The provider does not answer.')));
    return {
      charge: async (request) => {
        const key = this.#defect === 'new charge key with each try' ? `${request.key}${++this.#attempts}` : request.key;
        const { amount, currency } = request.money;
        const told = this.#notebook.begin('provider', chargeKind, { orderId: orderOfKey(key), key, amount, currency });
        try {
          const decided = await ask(patience.act, async () => this.#charge({ ...request, key }));
          told.ok({ outcome: decided.outcome });
          return decided;
        } catch (error) {
          told.info({ error: 'ETIMEDOUT' });
          if (this.#defect === 'silence taken for a refusal') return { outcome: 'declined' };
          throw error;
        }
      },
      findCharge: (key) => ask(patience.ask, async () => (this.#defect === 'charged again without asking' ? undefined : this.#find(key))),
      refund: ({ chargeKey, key }) => ask(patience.act, async () => this.#refund(chargeKey, key)),
    };
  }

  /** Knows the keys of all requests for as long again: what a process sends that was paused is late, and real providers remember for a day. */
  remember(): void {
    for (const key of this.#seen.keys()) this.#seen.set(key, this.#time.now());
  }

  #charge({ key, money, token }: ChargeRequest): ChargeOutcome {
    const known = this.#isKnown(key) ? this.#find(key) : undefined;
    if (known) return known.decided;
    this.#seen.set(key, this.#time.now());
    const outcome = token === declinedToken ? 'declined' : 'approved';
    this.ledger.push({ kind: 'charge', key, ...money, outcome });
    return outcome === 'approved' ? { outcome, chargeId: `ch_${key}` } : { outcome };
  }

  #isKnown(key: string): boolean {
    return this.#time.now() - (this.#seen.get(key) ?? -Infinity) < keyHorizonMs;
  }

  #find(key: string) {
    const entry = this.ledger.find((one) => one.kind === 'charge' && one.key === key);
    if (entry?.kind !== 'charge') return undefined;
    const decided: ChargeOutcome = entry.outcome === 'approved' ? { outcome: 'approved', chargeId: `ch_${key}` } : { outcome: 'declined' };
    return { decided, refunded: this.ledger.some((one) => one.kind === 'refund' && one.chargeKey === key) };
  }

  #refund(chargeKey: string, key: string): void {
    const entry = this.ledger.find((one) => one.kind === 'charge' && one.key === chargeKey);
    if (!entry || this.ledger.some((one) => one.kind === 'refund' && one.key === key)) return;
    this.ledger.push({ kind: 'refund', key, chargeKey, amount: entry.amount, currency: entry.currency });
  }
}

async function within<T>(limitMs: number, work: Promise<T>): Promise<T> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<never>((_, reject) => {
    timer = setTimeout(() => reject(new NoAnswer('The provider does not answer in time.')), limitMs);
  });
  try {
    return await Promise.race([work, late]);
  } finally {
    clearTimeout(timer);
  }
}
