import type { Sql } from '@banyan/adapter-postgres';
import type { Customer, NewCustomer } from '../domain/customer.ts';
import type { Customers } from '../ports/customers.ts';

/** Customers in PostgreSQL. */
export class PostgresCustomers implements Customers {
  readonly #sql: Sql;

  constructor(sql: Sql) {
    this.#sql = sql;
  }

  async add({ customerId, email, name, passwordHash }: NewCustomer, at: Date): Promise<'added' | 'emailTaken'> {
    const added = await this.#sql.query(
      `INSERT INTO accounts.customer (customer_id, email, name, password_hash, created_at)
       VALUES ($1, $2, $3, $4, $5)
       ON CONFLICT (email) DO NOTHING
       RETURNING customer_id`,
      [customerId, email, name, passwordHash ?? null, at],
    );
    return added.length === 1 ? 'added' : 'emailTaken';
  }

  async addMissing(customers: readonly Customer[], at: Date): Promise<readonly string[]> {
    const emails = customers.map(({ email }) => email);
    // Sorted by e-mail, so that two imports of the same customers wait for each other rather than deadlock.
    await this.#sql.query(
      `INSERT INTO accounts.customer (customer_id, email, name, created_at)
       SELECT DISTINCT ON (email) customer_id, email, name, $4::timestamptz
       FROM unnest($1::text[], $2::text[], $3::text[]) WITH ORDINALITY AS given (customer_id, email, name, position)
       ORDER BY email, position
       ON CONFLICT (email) DO NOTHING`,
      [customers.map(({ customerId }) => customerId), emails, customers.map(({ name }) => name), at],
    );
    // A statement of its own: it also sees what another import committed in the meantime.
    const found = await this.#sql.query<{ id: string }>(
      `SELECT customer_id AS id
       FROM unnest($1::text[]) WITH ORDINALITY AS given (email, position)
       JOIN accounts.customer USING (email)
       ORDER BY position`,
      [emails],
    );
    return found.map(({ id }) => id);
  }

  async findCredentials(email: string): Promise<{ customerId: string; passwordHash: string | null } | undefined> {
    const [known] = await this.#sql.query<{ customerId: string; passwordHash: string | null }>(
      'SELECT customer_id AS "customerId", password_hash AS "passwordHash" FROM accounts.customer WHERE email = $1',
      [email],
    );
    return known;
  }

  async firstUnknown(customerIds: readonly string[]): Promise<string | undefined> {
    const [unknown] = await this.#sql.query<{ id: string }>(
      `SELECT given.id
       FROM unnest($1::text[]) WITH ORDINALITY AS given (id, position)
       WHERE NOT EXISTS (SELECT FROM accounts.customer WHERE customer_id = given.id)
       ORDER BY position
       LIMIT 1`,
      [customerIds],
    );
    return unknown?.id;
  }
}
