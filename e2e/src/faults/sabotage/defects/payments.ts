import { randomUUID } from 'node:crypto';
import { answer, bodyOf, unsentRequest, withAnswer, withAnswerForFailure, withBody } from '../altered-requests.ts';
import { unsent } from '../altered-statements.ts';
import type { Defect, Harmless } from '../defect.ts';

const charge = { method: 'POST', path: /\/charges$/ };
const refund = { method: 'POST', path: /\/refund$/ };
const inquiry = { method: 'GET', path: /\/charges\/[^/]+$/ };

interface Charge {
  readonly key: string;
  readonly amount: number;
}

interface Charged {
  readonly outcome: 'approved' | 'declined';
  readonly chargeId?: string;
}

/** What payments may do wrong. */
export const paymentDefects: readonly Defect[] = [
  {
    name: 'each try of a charge has a key of its own',
    fault: 'F53',
    shop: 'in-process',
    caughtBy: ['charged-once'],
    alterations: [withBody<Charge>(charge, (body) => ({ ...body, key: `${body.key}-${randomUUID()}` }))],
  },
  {
    name: 'a provider that does not answer counts as one that declined',
    fault: 'F53',
    shop: 'in-process',
    caughtBy: ['charged-once'],
    alterations: [withAnswerForFailure(charge, () => answer(200, { outcome: 'declined' }))],
  },
  {
    name: 'a charge that was declined counts as one that was approved',
    fault: 'F41',
    shop: 'in-process',
    caughtBy: ['charged-once'],
    alterations: [withAnswer<Charged>(charge, (charged) => (charged.outcome === 'declined' ? { outcome: 'approved', chargeId: 'none' } : charged))],
  },
  {
    name: 'a charge is for another sum than the order',
    fault: 'F41',
    shop: 'in-process',
    caughtBy: ['charged-once'],
    alterations: [withBody<Charge>(charge, (body) => ({ ...body, amount: body.amount + 1 }))],
  },
  {
    name: 'a refund is left out, and the order cancelled all the same',
    fault: 'F60',
    shop: 'in-process',
    caughtBy: ['charged-once'],
    alterations: [unsentRequest(refund, () => answer(200, { outcome: 'approved', chargeId: 'told', refundId: 'told' }))],
  },
  {
    name: 'a charge is made without a record of it',
    fault: 'F60',
    shop: 'in-process',
    caughtBy: ['charged-once'],
    alterations: [unsent({ words: 'INSERT INTO payments.charge (' }, ({ values }) => [{ order_id: values[0] }])],
  },
  {
    // There are cards whose charges the provider makes and never answers.
    name: 'nobody asks what became of a charge that was not answered',
    fault: 'F53',
    shop: 'in-process',
    caughtBy: ['accepted-is-kept', 'nothing-left'],
    alterations: [unsentRequest(inquiry, () => answer(404, {}))],
  },
  {
    name: 'what became of a charge is not recorded',
    fault: 'F41',
    shop: 'in-process',
    caughtBy: ['nothing-left'],
    alterations: [unsent({ words: 'UPDATE payments.charge' })],
  },
];

export const harmlessInPayments: readonly Harmless[] = [
  {
    name: 'a charge is sent twice under its key',
    fault: 'F60',
    shop: 'in-process',
    because: 'the provider charges once under a key',
    alterations: [{ ...charge, kind: 'request', instead: async (asked, send) => (await send(asked).then(({ body }) => body.text()), send(asked)) }],
  },
  {
    name: 'a refund is asked for a second time under a key of its own',
    fault: 'F60',
    shop: 'in-process',
    because: 'the provider gives a charge back once, whatever the key',
    alterations: [
      {
        ...refund,
        kind: 'request',
        instead: async (asked, send) => {
          const first = await send(asked);
          await send({ ...asked, body: JSON.stringify({ key: `${bodyOf<Charge>(asked).key}-again` }) }).then(({ body }) => body.text());
          return first;
        },
      },
    ],
  },
];
