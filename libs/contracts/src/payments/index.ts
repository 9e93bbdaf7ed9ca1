export { payments, type PaymentsApi } from './payments.contract.ts';
