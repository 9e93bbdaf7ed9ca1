// The module without Nest and stores, for whoever puts it together in another way.
export { checkoutApi, type CheckoutNeeds } from './checkout.api.ts';
export { queuedIntake } from './queued-intake.ts';
export { rounds } from './rounds.ts';
