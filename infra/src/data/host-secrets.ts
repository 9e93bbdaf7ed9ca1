import { hostNames } from '../shop/hosts.ts';
import type { ServiceName } from '../shop/pages.ts';
import type { SecretKind } from './shop-secret.ts';

/** A secret of hosts beside their logins. */
export interface HostSecret {
  /** The environment variable that hosts read it from. */
  readonly variable: string;
  readonly path: string;
  readonly kind: SecretKind;
  readonly description: string;
  /** Why it is not made anew every 30 days like the others. */
  readonly kept?: string;
  /** Who reads it. */
  readonly readers: readonly ServiceName[];
}

const edge: readonly ServiceName[] = ['monolith'];

const derives = (what: string) => `The first key of the ring derives ${what}. An operator changes it, after the queues have run empty.`;
const theirs = 'The payment company gives it and changes it; an operator puts it here, by hand.';

/** What hosts share, what only the monolith knows, since the edge and the modules behind it are there, and what the console needs. */
export const hostSecrets: readonly HostSecret[] = [
  { variable: 'INTERNAL_KEYS', path: 'keys/internal', kind: 'key-ring', description: 'Keys by which hosts trust each other’s calls.', readers: hostNames },
  { variable: 'SESSION_KEYS', path: 'keys/session', kind: 'key-ring', description: 'Keys of session tokens.', readers: edge },
  { variable: 'RECEIPT_KEYS', path: 'keys/receipt', kind: 'key-ring', description: 'Keys that sign receipts.', readers: edge },
  { variable: 'ORDER_ID_KEYS', path: 'keys/order-id', kind: 'key-ring', description: 'Keys that order ids are derived with.', kept: derives('order ids: a retry has to name the same order'), readers: edge },
  { variable: 'BUYER_KEYS', path: 'keys/buyer', kind: 'key-ring', description: 'Keys that guests’ e-mail addresses are hidden with.', kept: derives('a guest’s name: a guest’s orders have to stay in one lane'), readers: edge },
  { variable: 'CONSOLE_KEYS', path: 'keys/console', kind: 'key-ring', description: 'Keys that operators’ sessions are encrypted with.', readers: ['console'] },
  { variable: 'OPERATOR_TOKEN', path: 'tokens/operator', kind: 'token', description: 'What operators present at their listener.', readers: edge },
  { variable: 'CONTROL_OPERATOR_TOKEN', path: 'tokens/control-operator', kind: 'token', description: 'What those present who change the routes.', readers: edge },
  { variable: 'CONTROL_VIEWER_TOKEN', path: 'tokens/control-viewer', kind: 'token', description: 'What those present who only look at the routes; the console watches with it.', readers: [...edge, 'console'] },
  { variable: 'PAYMENT_PROVIDER_KEY', path: 'payments/provider-key', kind: 'given', description: 'The key by which the payment company knows this shop.', kept: theirs, readers: edge },
  { variable: 'PAYMENT_EVENTS_KEYS', path: 'payments/events-keys', kind: 'given', description: 'The keys with which the payment company signs its events.', kept: theirs, readers: edge },
];
