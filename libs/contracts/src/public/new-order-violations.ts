import { codecOf, type Violation } from '../define/index.ts';
import { Quantity } from '../values.ts';

const orderable = codecOf(Quantity);

/** What the schema of a new order cannot say: either a cart or lines, and a limit to what lines add up to. */
export function newOrderViolations(body: unknown): Violation[] {
  if (typeof body !== 'object' || body === null) return [];
  const { cartId, lines } = body as { readonly cartId?: unknown; readonly lines?: unknown };
  return [...choiceViolations(cartId, lines), ...sumViolations(lines)];
}

function choiceViolations(cartId: unknown, lines: unknown): Violation[] {
  if (cartId === undefined && lines === undefined) {
    return [{ pointer: '/lines', message: 'is missing, and so is cartId: send one of the two.' }];
  }
  if (cartId !== undefined && lines !== undefined) {
    return [{ pointer: '/lines', message: 'stands beside cartId: send only one of the two.' }];
  }
  return [];
}

function sumViolations(lines: unknown): Violation[] {
  if (!Array.isArray(lines)) return [];
  const sums = new Map<string, number>();
  const violations: Violation[] = [];
  for (const [index, line] of lines.entries()) {
    if (!isCountable(line)) continue;
    const before = sums.get(line.sku) ?? 0;
    const sum = before + line.quantity;
    sums.set(line.sku, sum);
    if (orderable.check(before) && !orderable.check(sum)) {
      violations.push({
        pointer: `/lines/${index}/quantity`,
        message: `brings ${line.sku} to more than 100,000 pieces in all: order fewer, or in several orders.`,
      });
    }
  }
  return violations;
}

function isCountable(line: unknown): line is { readonly sku: string; readonly quantity: number } {
  if (typeof line !== 'object' || line === null) return false;
  const { sku, quantity } = line as { readonly sku?: unknown; readonly quantity?: unknown };
  return typeof sku === 'string' && typeof quantity === 'number';
}
