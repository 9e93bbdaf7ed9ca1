import type { ModuleReports } from '@banyan/reporting/extract';

const orderId = { type: 'text', means: 'The order.' } as const;

/** What orders gives to reports. Names and addresses are none of it: where an order goes is said by its market. */
export const reports: ModuleReports = {
  module: 'orders',
  extracts: [
    {
      table: 'placed_order',
      holds: 'an order as it stands',
      key: ['order_id'],
      columns: {
        order_id: orderId,
        buyer: { type: 'text', means: 'Who bought: a customer, or a guest.', personal: true },
        market: { type: 'text', means: 'The market: an ISO 3166-1 country where there is one.' },
        status: { type: 'text', means: 'processing, confirmed, rejected or cancelled.' },
        total: { type: 'bigint', means: 'What it comes to, in minor units of its currency; missing if it was never priced.', optional: true },
        currency: { type: 'text', means: 'The currency, by ISO 4217.', optional: true },
        accepted_at: { type: 'instant', means: 'When it was accepted.' },
      },
    },
    {
      table: 'line',
      holds: 'a line of an order, which never changes',
      key: ['order_id', 'position'],
      columns: {
        order_id: orderId,
        position: { type: 'integer', means: 'Its place within the order.' },
        sku: { type: 'text', means: 'The product.' },
        quantity: { type: 'integer', means: 'Pieces.' },
        unit_price: { type: 'bigint', means: 'The price of a piece, in minor units of the order’s currency.' },
      },
    },
    {
      table: 'step',
      holds: 'a step of an order’s processing',
      key: ['order_id', 'step'],
      columns: {
        order_id: orderId,
        step: { type: 'text', means: 'Which step.' },
        at: { type: 'instant', means: 'When it was taken.' },
      },
    },
  ],
};
