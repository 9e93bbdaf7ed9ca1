import { HttpTarget } from '@banyan/adapter-http';
import { strangle, type SeamOptions } from '@banyan/adapter-nest';
import { parseKeyRing } from '@banyan/contracts/key-ring';
import { ConflictException, NotFoundException } from '@nestjs/common';
import { ordersContract } from './orders/orders.contract';
import { OrdersModule } from './orders/orders.module';
import { OrdersService } from './orders/orders.service';

/** Where the orders host is; without it orders are answered here. */
const url = process.env.ORDERS_URL;

const orders = strangle(OrdersModule, {
  contract: ordersContract,
  provide: OrdersService,
  enforce: url || process.env.ORDERS_SEAM === 'enforce' ? true : [],
  errors: {
    notFound: { thrown: NotFoundException, toData: () => ({}), toError: (_data, message) => new NotFoundException(message) },
    conflict: { thrown: ConflictException, toData: () => ({}), toError: (_data, message) => new ConflictException(message) },
  },
});

const elsewhere: Partial<SeamOptions> = url
  ? {
      routes: { 'orders.*': { kind: 'remote', target: 'orders' } },
      targets: () => ({ orders: new HttpTarget({ url, caller: 'legacy-shop', keys: keyRing() }) }),
    }
  : {};

export const seams: SeamOptions = { name: 'legacy-shop', seams: [orders], ...elsewhere };

/** The keys that shop and orders host share. */
export function keyRing() {
  return parseKeyRing('INTERNAL_KEYS', process.env.INTERNAL_KEYS ?? '');
}
