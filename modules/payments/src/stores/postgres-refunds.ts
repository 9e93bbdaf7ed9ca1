import type { Sql } from '@banyan/adapter-postgres';
import type { Refunds } from '../ports/refunds.ts';

/** Refunds in PostgreSQL. */
export class PostgresRefunds implements Refunds {
  readonly #sql: Sql;

  constructor(sql: Sql) {
    this.#sql = sql;
  }

  async begin(orderId: string, at: Date): Promise<'begun' | 'unfinished' | 'refunded'> {
    const begun = await this.#sql.query(
      `INSERT INTO payments.refund (order_id, intended_at)
       VALUES ($1, $2)
       ON CONFLICT (order_id) DO NOTHING
       RETURNING order_id`,
      [orderId, at],
    );
    if (begun.length === 1) return 'begun';
    const [refunded] = await this.#sql.query(
      'SELECT order_id FROM payments.refund WHERE order_id = $1 AND refunded_at IS NOT NULL',
      [orderId],
    );
    return refunded ? 'refunded' : 'unfinished';
  }

  async isUnfinished(orderId: string): Promise<boolean> {
    const unfinished = await this.#sql.query('SELECT order_id FROM payments.refund WHERE order_id = $1 AND refunded_at IS NULL', [orderId]);
    return unfinished.length > 0;
  }

  async complete(orderId: string, at: Date): Promise<void> {
    await this.#sql.query(
      'UPDATE payments.refund SET refunded_at = $2 WHERE order_id = $1 AND refunded_at IS NULL',
      [orderId, at],
    );
  }
}
