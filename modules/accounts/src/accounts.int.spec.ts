import { randomBytes } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { accounts } from '@banyan/contracts/accounts';
import { codecOf, isOperationError, type CallContext, type ImplementationOf } from '@banyan/contracts/define';
import { testDatabase, type TestDatabase } from '@banyan/tools/testing';
import { accountsApi } from './accounts.api.ts';
import { newCustomerId } from './domain/customer.ts';
import { scryptPasswords } from './passwords/scrypt-passwords.ts';
import type { Passwords } from './ports/passwords.ts';
import { migrations } from './stores/migrations/index.ts';
import { PostgresCustomers } from './stores/postgres-customers.ts';
import { parseKeyRing } from '@banyan/contracts/key-ring';
import { signedSessions } from './tokens/signed-sessions.ts';

const context: CallContext = {
  principal: { kind: 'guest' },
  caller: 'monolith',
  deadline: Number.MAX_SAFE_INTEGER,
  traceparent: '00-00000000000000000000000000000001-0000000000000001-01',
  routeVersion: 1,
};
const password = 'correct horse battery staple';

let shop: TestDatabase;
let api: ImplementationOf<typeof accounts>;
let hashesVerified: (string | undefined)[];
let clock: Date;
beforeAll(async () => {
  shop = await testDatabase('accounts', migrations);
  hashesVerified = [];
  clock = new Date('2026-01-01T08:00:00Z');
  const scrypt = scryptPasswords({ logN: 4, r: 1, p: 1 });
  const passwords: Passwords = {
    hash: scrypt.hash,
    verify: (password, hash) => (hashesVerified.push(hash), scrypt.verify(password, hash)),
  };
  const now = () => clock;
  const sessions = signedSessions(parseKeyRing('SESSION_KEYS', `k1:${randomBytes(32).toString('base64url')}`), now);
  api = accountsApi({ customers: new PostgresCustomers(shop.database), passwords, sessions, newCustomerId: () => newCustomerId(randomBytes), now });
});
afterAll(() => shop.close());

const newEmail = () => `${randomBytes(8).toString('hex')}@example.com`;
const failureOf = async (call: Promise<unknown>) => {
  const error = await call.then(
    () => undefined,
    (error: unknown) => error,
  );
  if (!isOperationError(error)) throw new Error('The call was to fail as its contract declares.', { cause: error });
  return error;
};

describe('a customer', () => {
  it('registers, signs in and is recognised', async () => {
    const email = newEmail();
    const customer = await api.registerCustomer({ email, name: 'Ada', password }, context);
    expect(customer).toEqual({ customerId: expect.stringMatching(/^cus_[\w-]{22}$/), email, name: 'Ada' });

    const session = await api.openSession({ email, password }, context);
    expect(codecOf(accounts.operations.openSession.output).violations(session)).toEqual([]);
    expect(await api.identify({ token: session.token }, context)).toEqual({ customerId: customer.customerId, expiresAt: '2026-01-01T20:00:00.000Z' });
  });

  it('is known by the e-mail address however it is written', async () => {
    const email = newEmail();
    const { customerId, email: kept } = await api.registerCustomer({ email: ` ${email.toUpperCase()} `, name: 'Ada', password }, context);
    expect(kept).toBe(email);
    expect((await api.openSession({ email: `${email.toUpperCase()}\t`, password }, context)).customerId).toBe(customerId);
  });

  it('registers an e-mail address once, also when many try at the same time', async () => {
    const email = newEmail();
    const tries = await Promise.allSettled(Array.from({ length: 8 }, () => api.registerCustomer({ email, name: 'Ada', password }, context)));
    expect(tries.filter(({ status }) => status === 'fulfilled')).toHaveLength(1);
    const failure = await failureOf(api.registerCustomer({ email, name: 'Eve', password }, context));
    expect(failure).toMatchObject({ code: 'emailTaken', data: {} });
    expect(failure.message).not.toContain(email);
  });

  it('keeps the password to themselves', async () => {
    const email = newEmail();
    await api.registerCustomer({ email, name: 'Ada', password }, context);
    const [row] = await shop.database.query<{ text: string }>('SELECT to_jsonb(customer)::text AS text FROM accounts.customer WHERE email = $1', [email]);
    expect(row?.text).toContain('$scrypt$');
    expect(row?.text).not.toContain(password);
  });
});

describe('signing in', () => {
  it('fails alike for a wrong password, an unknown e-mail address and a customer without a password, at the same cost', async () => {
    const [registered, imported, unknown] = [newEmail(), newEmail(), newEmail()];
    await api.registerCustomer({ email: registered, name: 'Ada', password }, context);
    await api.importCustomers({ customers: [{ email: imported, name: 'Bob' }] }, context);
    hashesVerified = [];

    const failures = [];
    for (const email of [registered, imported, unknown]) failures.push(await failureOf(api.openSession({ email, password: 'a wrong password' }, context)));

    expect(new Set(failures.map(({ code, message, data }) => JSON.stringify([code, message, data]))).size).toBe(1);
    expect(failures[0]).toMatchObject({ code: 'wrongCredentials', data: {} });
    expect(hashesVerified).toStrictEqual([expect.stringContaining('$scrypt$'), undefined, undefined]);
  });

  it('tells a token that is none from one that has expired', async () => {
    const { customerIds } = await api.importCustomers({ customers: [{ email: newEmail(), name: 'Ada' }] }, context);
    const { sessions } = await api.issueSessions({ customerIds }, context);
    const before = clock;
    clock = new Date('2026-01-01T20:00:00Z');
    const expired = await failureOf(api.identify({ token: sessions[0]!.token }, context));
    const none = await failureOf(api.identify({ token: 'none' }, context));
    clock = before;
    expect(expired).toMatchObject({ code: 'invalidSession', data: { cause: 'expired' } });
    expect(none).toMatchObject({ code: 'invalidSession', data: { cause: 'invalid' } });
    expect(expired.message).not.toContain(sessions[0]!.token);
  });
});

describe('an import', () => {
  it('takes a thousand customers over, in the order given', async () => {
    const customers = Array.from({ length: 1_000 }, (_, n) => ({ email: newEmail(), name: `Customer ${n}` }));
    const { customerIds } = await api.importCustomers({ customers }, context);
    expect(new Set(customerIds).size).toBe(1_000);
    const named = await shop.database.query<{ name: string }>(
      'SELECT name FROM unnest($1::text[]) WITH ORDINALITY AS given (customer_id, position) JOIN accounts.customer USING (customer_id) ORDER BY position',
      [customerIds],
    );
    expect(named.map(({ name }) => name)).toEqual(customers.map(({ name }) => name));
    expect(await api.importCustomers({ customers }, context)).toEqual({ customerIds });
  });

  it('leaves a known customer as they are, and takes one that is named twice over once', async () => {
    const [known, twice] = [newEmail(), newEmail()];
    const { customerId } = await api.registerCustomer({ email: known, name: 'Ada', password }, context);
    const customers = [
      { email: twice, name: 'Bob' },
      { email: known.toUpperCase(), name: 'Somebody else' },
      { email: twice.toUpperCase(), name: 'Bobby' },
    ];
    const { customerIds } = await api.importCustomers({ customers }, context);
    expect(customerIds).toEqual([customerIds[0], customerId, customerIds[0]]);
    expect((await api.openSession({ email: known, password }, context)).customerId).toBe(customerId);
    expect(await shop.database.query('SELECT name FROM accounts.customer WHERE email IN ($1, $2) ORDER BY name', [known, twice])).toEqual([{ name: 'Ada' }, { name: 'Bob' }]);
  });

  it('made several times at once, in any order, gives the same ids', async () => {
    const customers = Array.from({ length: 1_000 }, () => ({ email: newEmail(), name: 'Ada' }));
    const answers = await Promise.all(
      Array.from({ length: 8 }, async (_, n) => {
        const given = n % 2 === 0 ? customers : customers.toReversed();
        const { customerIds } = await api.importCustomers({ customers: given }, context);
        return n % 2 === 0 ? customerIds : customerIds.toReversed();
      }),
    );
    expect(new Set(answers.map((ids) => ids.join())).size).toBe(1);
  });

  it('gives out sessions on the customers\' behalf, or none where one is unknown', async () => {
    const customers = [newEmail(), newEmail()].map((email) => ({ email, name: 'Ada' }));
    const { customerIds } = await api.importCustomers({ customers }, context);
    const { sessions } = await api.issueSessions({ customerIds }, context);
    expect(sessions.map(({ customerId }) => customerId)).toEqual(customerIds);
    for (const { token, customerId } of sessions) expect(await api.identify({ token }, context)).toMatchObject({ customerId });

    const failure = await failureOf(api.issueSessions({ customerIds: [...customerIds, 'cus_nobody_here'] }, context));
    expect(failure).toMatchObject({ code: 'unknownCustomer', data: { customerId: 'cus_nobody_here' } });
  });
});
