import type { ModuleReports } from '@banyan/reporting/extract';

const orderId = { type: 'text', means: 'The order.' } as const;

/** What checkout gives to reports: what was accepted, and what shoppers wanted back. */
export const reports: ModuleReports = {
  module: 'checkout',
  extracts: [
    {
      table: 'intake',
      holds: 'an order that was accepted, processed or not yet',
      key: ['order_id'],
      columns: {
        order_id: orderId,
        buyer: { type: 'text', means: 'Who bought: a customer, or a guest.', personal: true },
        market: { type: 'text', means: 'The market: an ISO 3166-1 country where there is one.' },
        accepted_at: { type: 'instant', means: 'When it was accepted.' },
      },
    },
    {
      table: 'cancellation',
      holds: 'a cancellation that was asked for',
      key: ['order_id'],
      columns: { order_id: orderId, requested_at: { type: 'instant', means: 'When it was asked for first.' } },
    },
  ],
};
