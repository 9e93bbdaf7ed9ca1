import type { ModuleReports } from '@banyan/reporting/extract';

/** What accounts gives to reports: that there is a customer, and since when. Name, e-mail and password stay here. */
export const reports: ModuleReports = {
  module: 'accounts',
  extracts: [
    {
      table: 'customer',
      holds: 'a customer',
      key: ['customer_id'],
      columns: {
        customer_id: { type: 'text', means: 'The customer, as orders name their buyers.', personal: true },
        created_at: { type: 'instant', means: 'Since when.' },
      },
    },
  ],
};
