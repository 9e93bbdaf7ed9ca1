export { checkout, type CheckoutApi } from './checkout.contract.ts';
export { AcceptedOrder, Cart, OrderRequest, OrderSummary, OrderView } from './checkout.schemas.ts';
