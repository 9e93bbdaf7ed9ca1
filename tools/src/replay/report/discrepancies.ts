import type { Outcome } from '../play/outcome.ts';

/** Where what the shop shows of an order that ended is not what was ordered, or does not add up; empty if it does. */
export function discrepancies({ order, acceptance, shown }: Extract<Outcome, { kind: 'final' }>): string[] {
  const found: string[] = [];
  if (shown.orderId !== acceptance.orderId) found.push(`it is shown as ${shown.orderId}`);
  if (shown.market !== order.market) found.push(`it was ordered in market ${order.market} and is shown in ${shown.market}`);
  if (quantities(shown.lines ?? []) !== quantities(order.lines)) found.push('its lines are not those that were ordered');
  if (shown.status === 'rejected' && shown.reason === undefined) found.push('it was rejected without a reason');
  if (shown.status !== 'confirmed') return found;

  const { total } = shown;
  const sum = (shown.lines ?? []).reduce((amount, { quantity, unitPrice = NaN }) => amount + quantity * unitPrice, 0);
  if (total?.amount !== sum) found.push(`its total is ${total?.amount ?? 'missing'}, its lines come to ${Number.isNaN(sum) ? 'nothing: a price is missing' : sum}`);
  if (total && total.currency !== order.currency) found.push(`its total is in ${total.currency}, its market pays in ${order.currency}`);
  return found;
}

function quantities(lines: readonly { readonly sku: string; readonly quantity: number }[]): string {
  return lines.map(({ sku, quantity }) => `${sku}×${quantity}`).sort().join(' ');
}
