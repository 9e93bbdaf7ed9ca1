// The module without Nest and stores, for whoever puts it together in another way.
export { ordersApi } from './orders.api.ts';
export type { Entry, OrderLedger } from './ports/order-ledger.ts';
