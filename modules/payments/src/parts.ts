// The module without Nest and stores, for whoever puts it together in another way.
export { paymentsApi, type PaymentsNeeds } from './payments.api.ts';
export { NoAnswer } from './ports/payment-provider.ts';
