export { checkout, type CheckoutApi } from './checkout.contract.ts';
export { AcceptedOrder, Cart, NotExecuted, OrderRequest, OrderSummary, OrderView, Receipt, UnrecordedOrder } from './checkout.schemas.ts';
