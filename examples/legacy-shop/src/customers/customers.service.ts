import { forwardRef, Inject, Injectable, NotFoundException } from '@nestjs/common';
import { OrdersService } from '../orders/orders.service';
import type { WrapperType } from '../wrapper-type';

@Injectable()
export class CustomersService {
  private readonly names = new Map([
    ['ada', 'Ada Lovelace'],
    ['grace', 'Grace Hopper'],
    ['mary', 'Mary Jackson'],
  ]);

  constructor(@Inject(forwardRef(() => OrdersService)) private readonly orders: WrapperType<OrdersService>) {}

  nameOf(id: string): string {
    const name = this.names.get(id);
    if (!name) throw new NotFoundException(`There is no customer ${id}`);
    return name;
  }

  async profile(id: string) {
    const name = this.nameOf(id);
    const orders = await this.orders.list(id);
    return { id, name, orders: orders.length, spent: orders.reduce((sum, order) => sum + order.total, 0) };
  }
}
