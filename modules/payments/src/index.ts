export { PaymentsModule } from './payments.module.ts';
export { paymentsSettings, type PaymentsSettings } from './payments.settings.ts';
