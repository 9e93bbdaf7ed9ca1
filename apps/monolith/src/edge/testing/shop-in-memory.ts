import type { accounts } from '@banyan/contracts/accounts';
import type { catalog } from '@banyan/contracts/catalog';
import type { checkout, OrderRequest } from '@banyan/contracts/checkout';
import type { orders } from '@banyan/contracts/orders';
import type { payments } from '@banyan/contracts/payments';
import { OperationError, type CallContext, type ImplementationOf } from '@banyan/contracts/define';

type Catalog = Pick<ImplementationOf<typeof catalog>, 'listMarkets' | 'searchProducts' | 'getProduct'>;
type Accounts = Pick<ImplementationOf<typeof accounts>, 'registerCustomer' | 'openSession' | 'identify'>;
type Payments = Pick<ImplementationOf<typeof payments>, 'checkCharge'>;
type Orders = Pick<ImplementationOf<typeof orders>, 'resumeOrder'>;
type Checkout = Omit<ImplementationOf<typeof checkout>, 'recordOrder' | 'recordOrderChange'>;

const ACCEPTED_AT = '2026-05-01T12:00:00.000Z';
const lamp = { sku: 'LMP-100', name: 'Desk lamp', brand: 'Halden', price: { amount: 4_900, currency: 'GBP' }, inStock: true };

/** Session tokens that the shop in memory knows. */
export const tokens = { ada: 'session-of-ada', expired: 'session-expired' };

/** The one charge that the shop in memory has intended. */
export const charged = { orderId: `ord_${'0'.repeat(23)}`, key: `ord_${'0'.repeat(23)}:charge` };

/** One market, one product, one customer: just enough of each module for the edge to talk to. */
export function shopInMemory(): { catalog: Catalog; accounts: Accounts; checkout: Checkout; payments: Payments; orders: Orders } {
  const payments: Payments = { checkCharge: async ({ chargeKey }) => (chargeKey === charged.key ? { outcome: 'approved', orderId: charged.orderId, learned: true } : { outcome: 'unknown' }) };
  const orders: Orders = { resumeOrder: async () => ({ resumed: true }) };
  return { catalog: catalogInMemory(), accounts: accountsInMemory(), checkout: checkoutInMemory(), payments, orders };
}

function catalogInMemory(): Catalog {
  const demandMarket = (market: string) => {
    if (market !== 'GB') throw new OperationError('unknownMarket', { market }, 'Ask listMarkets.');
  };
  return {
    listMarkets: async () => ({ markets: [{ id: 'GB', name: 'United Kingdom', currency: 'GBP', priceList: 'pounds' }] }),
    searchProducts: async ({ market, cursor, limit }) => {
      demandMarket(market);
      if (cursor !== undefined && cursor !== 'page2') throw new OperationError('invalidCursor', {}, 'Begin anew.');
      return { items: Array.from({ length: Math.min(limit, 3) }, () => lamp), next: cursor ? null : 'page2' };
    },
    getProduct: async ({ market, sku }) => {
      demandMarket(market);
      if (sku !== lamp.sku) throw new OperationError('unknownProduct', { market, sku }, 'Ask searchProducts.');
      return lamp;
    },
  };
}

function accountsInMemory(): Accounts {
  return {
    registerCustomer: async ({ email, name }) => {
      if (email === 'taken@example.org') throw new OperationError('emailTaken', {}, 'Open a session.');
      return { customerId: 'cus_adalovelace', email, name };
    },
    openSession: async ({ password }) => {
      if (password !== 'a long enough secret') throw new OperationError('wrongCredentials', {}, 'Check both.');
      return { customerId: 'cus_adalovelace', token: tokens.ada, expiresAt: ACCEPTED_AT };
    },
    identify: async ({ token }) => {
      if (token === tokens.ada) return { customerId: 'cus_adalovelace', expiresAt: ACCEPTED_AT };
      throw new OperationError('invalidSession', { cause: token === tokens.expired ? 'expired' : 'invalid' }, 'Open a new session.');
    },
  };
}

interface KeptOrder {
  readonly buyer: string;
  readonly body: string;
  readonly request: OrderRequest;
  readonly answer: { orderId: string; status: 'accepted'; acceptedAt: string; receipt: string };
}

function checkoutInMemory(): Checkout {
  const carts = new Map<string, { owner: string; lines: Map<string, number> }>();
  const orders = new Map<string, KeptOrder>();

  const cartOf = (cartId: string, context: CallContext) => {
    const cart = carts.get(cartId);
    if (!cart || (cart.owner !== 'guest' && cart.owner !== buyerOf(context))) {
      throw new OperationError('cartNotFound', { cartId }, 'Create one.');
    }
    const shown = () => ({ cartId, lines: [...cart.lines].map(([sku, quantity]) => ({ sku, quantity })) });
    return { lines: cart.lines, shown };
  };
  const orderOf = (orderId: string, receipt: string | undefined, context: CallContext): KeptOrder => {
    const order = [...orders.values()].find(({ answer }) => answer.orderId === orderId);
    const mine = order?.buyer === buyerOf(context) && order.buyer !== 'guest';
    if (!order || !(mine || order.answer.receipt === receipt)) throw new OperationError('unknownOrder', { orderId }, 'Show the receipt.');
    return order;
  };

  return {
    createCart: async (_input, context) => {
      const cartId = `crt_${String(carts.size).padStart(22, '0')}`;
      carts.set(cartId, { owner: buyerOf(context), lines: new Map() });
      return { cartId, lines: [] };
    },
    getCart: async ({ cartId }, context) => cartOf(cartId, context).shown(),
    putCartLine: async ({ cartId, sku, quantity }, context) => {
      const cart = cartOf(cartId, context);
      cart.lines.set(sku, quantity);
      return cart.shown();
    },
    removeCartLine: async ({ cartId, sku }, context) => {
      const cart = cartOf(cartId, context);
      cart.lines.delete(sku);
      return cart.shown();
    },
    acceptOrder: async ({ idempotencyKey, request }, context) => {
      if (request.cartId) cartOf(request.cartId, context);
      const buyer = buyerOf(context);
      if (buyer === 'guest' && !request.email) throw new OperationError('emailMissing', {}, 'Send one.');
      const known = orders.get(idempotencyKey);
      if (known && known.body !== JSON.stringify(request)) {
        throw new OperationError('idempotencyKeyReused', { orderId: known.answer.orderId }, 'Send a fresh key.');
      }
      if (known) return known.answer;
      const number = String(orders.size).padStart(23, '0');
      const answer = { orderId: `ord_${number}`, status: 'accepted' as const, acceptedAt: ACCEPTED_AT, receipt: `rcp_${number}` };
      orders.set(idempotencyKey, { buyer, body: JSON.stringify(request), request, answer });
      return answer;
    },
    getOrder: async ({ orderId, receipt }, context) => {
      const { request, answer } = orderOf(orderId, receipt, context);
      return {
        orderId,
        status: 'accepted',
        market: request.market,
        acceptedAt: answer.acceptedAt,
        lines: request.lines ?? [],
        history: [{ status: 'accepted', at: answer.acceptedAt }],
        asOf: answer.acceptedAt,
        stale: true,
      };
    },
    listOrders: async (_input, context) => ({
      items: [...orders.values()]
        .filter(({ buyer }) => buyer === buyerOf(context))
        .map(({ request, answer: { orderId, status, acceptedAt } }) => ({ orderId, status, market: request.market, acceptedAt })),
      next: null,
    }),
    cancelOrder: async ({ orderId, receipt }, context) => {
      orderOf(orderId, receipt, context);
      return { orderId, requestedAt: ACCEPTED_AT };
    },
  };
}

function buyerOf({ principal }: CallContext): string {
  return principal.kind === 'customer' ? principal.customerId : principal.kind;
}
