import { createCart, getCart, putCartLine, removeCartLine } from './carts.ts';
import { openSession, registerCustomer } from './customers.ts';
import { listMarkets } from './markets.ts';
import { cancelOrder, getOrder, listOrders, placeOrder } from './orders.ts';
import { receivePaymentEvent } from './payment-events.ts';
import { getProduct, listProducts } from './products.ts';

/** The version of the shoppers' API. */
export const SHOP_API_VERSION = '1.0.0';

/** The shoppers' API: every endpoint under its name. */
export const publicApi = {
  listMarkets,
  listProducts,
  getProduct,
  registerCustomer,
  openSession,
  createCart,
  getCart,
  putCartLine,
  removeCartLine,
  placeOrder,
  getOrder,
  listOrders,
  cancelOrder,
  receivePaymentEvent,
};
