export { orders, type OrdersApi } from './orders.contract.ts';
export { Address, OrderChange, OrderHistoryEntry, OrderState, OrderStatus, RejectionReason } from './orders.schemas.ts';
