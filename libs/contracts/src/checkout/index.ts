export { checkout, type CheckoutApi } from './checkout.contract.ts';
export { AcceptedOrder, Cart, OrderRequest, OrderSummary, OrderView, Receipt } from './checkout.schemas.ts';
