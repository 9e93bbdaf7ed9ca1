import type { ModuleReports } from '@banyan/reporting/extract';

const orderId = { type: 'text', means: 'The order.' } as const;

/** What payments gives to reports. The payment company’s own names of charges stay here. */
export const reports: ModuleReports = {
  module: 'payments',
  extracts: [
    {
      table: 'charge',
      holds: 'a charge for an order',
      key: ['order_id'],
      columns: {
        order_id: orderId,
        amount: { type: 'bigint', means: 'In minor units of its currency.' },
        currency: { type: 'text', means: 'The currency, by ISO 4217.' },
        intended_at: { type: 'instant', means: 'When it was to be charged.' },
        outcome: { type: 'text', means: 'approved or declined; missing while nobody knows.', optional: true },
        decided_at: { type: 'instant', means: 'When that was known.', optional: true },
      },
    },
    {
      table: 'refund',
      holds: 'a refund of a charge',
      key: ['order_id'],
      columns: {
        order_id: orderId,
        intended_at: { type: 'instant', means: 'When it was to be refunded.' },
        refunded_at: { type: 'instant', means: 'When it was.', optional: true },
      },
    },
  ],
};
