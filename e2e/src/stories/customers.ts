import { expect } from '@jest/globals';
import type { Shopper } from '../shopper.ts';

/** Registers a customer and opens a session. @returns its token */
export async function signUp(shopper: Shopper, name: string): Promise<string> {
  const account = { email: `${name}@example.org`, password: 'correct horse battery' };
  const registered = await shopper.ask('post', '/customers', { body: { ...account, name } });
  expect(registered.status).toBe(201);
  const session = await shopper.ask('post', '/sessions', { body: account });
  expect(session.status).toBe(201);
  return (session.body as { token: string }).token;
}
