import { inspect } from 'node:util';
import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { REDACTED, redacted, redactedText } from './redaction.ts';

const secret = 'Zephyrine';
const buyer = {
  email: `${secret}@example.org`,
  shipTo: { name: secret, line1: `1 ${secret} Lane`, city: secret, postcode: secret, country: 'GB' },
  payment: { token: secret },
  lines: [{ sku: 'LMP-100', quantity: 2 }],
};

describe('what is logged', () => {
  it('loses the members that name people or are secret, however deep they are, and keeps the others', () => {
    expect(redacted({ operation: 'orders.placeOrder', details: [{ buyer, Authorization: 'Bearer x', lines: buyer.lines }] })).toEqual({
      operation: 'orders.placeOrder',
      details: [{ buyer: REDACTED, Authorization: REDACTED, lines: buyer.lines }],
    });
  });

  it.each([
    ['JSON', JSON.stringify(buyer)],
    ['JSON within JSON', JSON.stringify({ text: JSON.stringify(buyer) })],
    ['JSON that is cut off', JSON.stringify({ name: `${secret} and more` }).slice(0, -5)],
    ['a list of parameters', JSON.stringify({ parameters: ['a', secret] })],
    ['an object as Node shows it', inspect({ ...buyer, shipTo: { name: secret, line1: secret, city: secret, postcode: secret } })],
    ['a quotation mark within JSON', JSON.stringify({ name: `the "${secret}" one` })],
    ['an e-mail address', `No mail reaches ${secret}.b+c@mail.example.co.uk, try again.`],
    ['an e-mail address in a URL', `GET /customers?e=${secret}%40example.org failed`],
    ['a header', `authorization was Bearer ${secret}.payload.signature`],
    ['a payment’s token', `tok_${secret} was declined`],
    ['a receipt', `rcp_${secret} does not hold`],
    ['the login of a database', `connect ECONNREFUSED postgres://banyan_orders:${secret}@db/shop`],
    ['a unique key', `Key (email)=(${secret}) already exists.`],
    ['a unique key of an expression', `Key (lower(email))=(${secret} (she)) already exists.`],
    ['a value that PostgreSQL could not read', `invalid input syntax for type uuid: "${secret}"`],
    ['a row that PostgreSQL refused', `Failing row contains (1, ${secret}, null).`],
    ['what JSON.parse could not read', parseFailureOf(`${secret} lives here`)],
    ['what JSON.parse could not read of a long text', parseFailureOf(`{"sku": ${secret} ${'x'.repeat(100)}`)],
  ])('loses %s in a text', (_what, text) => {
    expect(text).toContain(secret);
    expect(redactedText(text)).not.toContain(secret);
  });

  it('loses a card’s number', () => {
    expect(redactedText('4111 1111 1111 1111 was refused')).toBe(`${REDACTED} was refused`);
  });

  it.each(['orders.placeOrder failed; its host’s log says why.', 'Routes 12 are in force at http://127.0.0.1:4102', 'trace 4bf92f3577b34da6a3ce929d0e0e4736', '{"operation":"orders.getOrder","at":"2026-05-01T12:00:00.000Z"}'])(
    'keeps %s',
    (text) => {
      expect(redactedText(text)).toBe(text);
    },
  );

  it('takes little time for any text', () => {
    const start = performance.now();
    for (const part of ['a', '"name":"', '\\"', '1 ', 'x@', '(', '"name: ', ' ']) redactedText(part.repeat(100_000));
    expect(performance.now() - start).toBeLessThan(20_000);
  });

  it('never holds a value that stands under such a name, in whatever it is', () => {
    const names = fc.constantFrom('name', 'email', 'line1', 'postcode', 'authorization', 'payment', 'input', 'Token');
    const holder = fc.letrec((tie) => ({ value: fc.oneof({ maxDepth: 4 }, names.map((name) => ({ [name]: secret })), fc.record({ sku: tie('value') }), fc.array(tie('value')), names.map((name) => JSON.stringify({ [name]: secret }))) })).value;
    fc.assert(fc.property(holder, (value) => expect(JSON.stringify(redacted(value))).not.toContain(secret)));
  });
});

function parseFailureOf(text: string): string {
  try {
    JSON.parse(text);
    return '';
  } catch (error) {
    return (error as Error).message;
  }
}
