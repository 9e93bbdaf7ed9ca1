import { OperationError } from '@banyan/contracts/define';
import type { OrderLine } from '@banyan/contracts/values';

/** As many lines as an order may have. */
export const maxCartLines = 1_200;

/**
 * The lines with this one in place of the SKU's former line, else at the end.
 * @throws {OperationError} `cartFull`
 */
export function withLine(lines: readonly OrderLine[], line: OrderLine): OrderLine[] {
  if (lines.some(({ sku }) => sku === line.sku)) return lines.map((held) => (held.sku === line.sku ? line : held));
  if (lines.length >= maxCartLines) {
    throw new OperationError(
      'cartFull',
      { limit: maxCartLines },
      `The cart holds ${maxCartLines} different products, the most it can. Remove a line, or order these first.`,
    );
  }
  return [...lines, line];
}

/** The lines without the SKU's, if there is one. */
export function withoutLine(lines: readonly OrderLine[], sku: string): OrderLine[] {
  return lines.filter((held) => held.sku !== sku);
}
