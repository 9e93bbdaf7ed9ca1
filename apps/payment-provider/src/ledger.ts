import type { ChargeEntry, ChargeRequest, Entry, RefundEntry } from './entries.ts';
import type { Journal } from './journal.ts';

/** What the ledger needs from outside. */
export interface LedgerNeeds {
  readonly journal: Journal;
  readonly now: () => Date;
  /** A new id that begins with the prefix. */
  readonly newId: (prefix: 'ch' | 're') => string;
  /** Is told of each entry once it is on disk, before whoever asked for it. */
  readonly onEntry?: (entry: Entry) => void;
}

const approving = new Set(['tok_approved', 'tok_slow', 'tok_timeout_after_charge']);

/** Every charge and refund there ever was, each once per key. Nothing is told before it is on disk. */
export class Ledger {
  readonly #needs: LedgerNeeds;
  readonly #charges = new Map<string, Promise<ChargeEntry>>();
  /** By the key of the charge. */
  readonly #refunds = new Map<string, Promise<RefundEntry>>();
  readonly #entries: Entry[] = [];

  constructor(needs: LedgerNeeds, past: readonly Entry[]) {
    this.#needs = needs;
    for (const entry of past) {
      if (entry.kind === 'charge') this.#charges.set(entry.key, Promise.resolve(entry));
      else this.#refunds.set(entry.chargeKey, Promise.resolve(entry));
      this.#entries.push(entry);
    }
  }

  /** All entries, oldest first. */
  get entries(): readonly Entry[] {
    return this.#entries;
  }

  /** Charges, or tells what was charged under this key before; `otherMoney` if that was another sum. */
  async charge(request: ChargeRequest): Promise<ChargeEntry | 'otherMoney'> {
    const { key, amount, currency } = request;
    let kept = this.#charges.get(key);
    if (!kept) {
      kept = this.#write(this.#decide(request));
      this.#charges.set(key, kept);
    }
    const entry = await kept;
    return entry.amount === amount && entry.currency === currency ? entry : 'otherMoney';
  }

  /** Gives an approved charge back, or tells how it was given back before; `otherKey` if that was under another key. */
  async refund(chargeKey: string, key: string): Promise<RefundEntry | 'unknownCharge' | 'notCharged' | 'otherKey'> {
    const charge = await this.#charges.get(chargeKey);
    if (!charge) return 'unknownCharge';
    if (charge.outcome === 'declined') return 'notCharged';
    let kept = this.#refunds.get(chargeKey);
    if (!kept) {
      const { amount, currency } = charge;
      kept = this.#write({ kind: 'refund', key, amount, currency, at: this.#at(), chargeKey, refundId: this.#needs.newId('re') });
      this.#refunds.set(chargeKey, kept);
    }
    const entry = await kept;
    return entry.key === key ? entry : 'otherKey';
  }

  /** What became of a charge, and of its refund if there is one. */
  async find(chargeKey: string): Promise<{ charge: ChargeEntry; refund?: RefundEntry } | undefined> {
    const charge = await this.#charges.get(chargeKey);
    const refund = await this.#refunds.get(chargeKey);
    return charge && { charge, ...(refund ? { refund } : {}) };
  }

  #decide({ key, amount, currency, token }: ChargeRequest): ChargeEntry {
    const asked = { kind: 'charge', key, amount, currency, at: this.#at() } as const;
    return approving.has(token)
      ? { ...asked, outcome: 'approved', chargeId: this.#needs.newId('ch') }
      : { ...asked, outcome: 'declined' };
  }

  async #write<E extends Entry>(entry: E): Promise<E> {
    await this.#needs.journal.append(entry);
    this.#entries.push(entry);
    this.#needs.onEntry?.(entry);
    return entry;
  }

  #at(): string {
    return this.#needs.now().toISOString();
  }
}
