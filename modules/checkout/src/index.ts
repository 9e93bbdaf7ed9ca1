export { CheckoutModule } from './checkout.module.ts';
export { checkoutSettings, type CheckoutSettings } from './checkout.settings.ts';
export { relayNudgeToken, type RelayNudge } from './relay-nudge.ts';
