import type { Sql } from '@banyan/adapter-postgres';
import type { Money } from '@banyan/contracts/values';
import type { Charge, ChargeOutcome } from '../domain/charge.ts';
import type { Charges } from '../ports/charges.ts';

interface ChargeRow {
  readonly amount: number;
  readonly currency: string;
  readonly outcome: 'approved' | 'declined' | null;
  readonly chargeId: string | null;
}

/** Charges in PostgreSQL. */
export class PostgresCharges implements Charges {
  readonly #sql: Sql;

  constructor(sql: Sql) {
    this.#sql = sql;
  }

  async begin({ orderId, money, at }: { orderId: string; money: Money; at: Date }): Promise<{ charge: Charge; begun: boolean }> {
    const begun = await this.#sql.query(
      `INSERT INTO payments.charge (order_id, amount, currency, intended_at)
       VALUES ($1, $2, $3, $4)
       ON CONFLICT (order_id) DO NOTHING
       RETURNING order_id`,
      [orderId, money.amount, money.currency, at],
    );
    if (begun.length === 1) return { charge: { orderId, money }, begun: true };
    const charge = await this.find(orderId);
    if (!charge) throw new Error(`The charge of order ${orderId} was taken from payments.charge by hand. Ask again.`);
    return { charge, begun: false };
  }

  async decide(orderId: string, decided: ChargeOutcome, at: Date): Promise<void> {
    await this.#sql.query(
      `UPDATE payments.charge
       SET outcome = $2, charge_id = $3, decided_at = $4
       WHERE order_id = $1 AND outcome IS NULL`,
      [orderId, decided.outcome, decided.outcome === 'approved' ? decided.chargeId : null, at],
    );
  }

  async find(orderId: string): Promise<Charge | undefined> {
    const [row] = await this.#sql.query<ChargeRow>(
      'SELECT amount, currency, outcome, charge_id AS "chargeId" FROM payments.charge WHERE order_id = $1',
      [orderId],
    );
    if (!row) return undefined;
    const decided = outcomeOf(row);
    return { orderId, money: { amount: row.amount, currency: row.currency }, ...(decided ? { decided } : {}) };
  }
}

function outcomeOf({ outcome, chargeId }: ChargeRow): ChargeOutcome | undefined {
  if (outcome === 'declined') return { outcome };
  return outcome === 'approved' && chargeId !== null ? { outcome, chargeId } : undefined;
}
