import { ConflictException, forwardRef, Inject, Injectable, NotFoundException, type OnModuleInit } from '@nestjs/common';
import { CatalogService } from '../catalog/catalog.service';
import { CustomersService } from '../customers/customers.service';
import type { WrapperType } from '../wrapper-type';
import { Order, type OrderLine } from './order';

@Injectable()
export class OrdersService implements OnModuleInit {
  private readonly orders = new Map<string, Order>();
  private lastNumber = 0;

  constructor(
    private readonly catalog: CatalogService,
    @Inject(forwardRef(() => CustomersService)) private readonly customers: WrapperType<CustomersService>,
  ) {}

  /** Numbers begin above 1000, so that nobody takes the first for a test. */
  onModuleInit() {
    this.lastNumber += 1000;
  }

  async place(customerId: string, lines: OrderLine[], note?: string): Promise<Order> {
    this.customers.nameOf(customerId);
    const total = lines.reduce((sum, { sku, quantity }) => sum + this.catalog.priceOf(sku) * quantity, 0);
    this.lastNumber += 1;
    const order = new Order(String(this.lastNumber), customerId, lines, total, note ?? null);
    this.orders.set(order.number, order);
    return order;
  }

  async find(number: string): Promise<Order> {
    const order = this.orders.get(number);
    if (!order) throw new NotFoundException(`There is no order ${number}`);
    return order;
  }

  async list(customerId: string): Promise<Order[]> {
    return [...this.orders.values()].filter((order) => order.customerId === customerId && order.status === 'placed');
  }

  async cancel(number: string): Promise<void> {
    const order = await this.find(number);
    if (order.status === 'cancelled') throw new ConflictException(`Order ${number} is cancelled already`);
    order.status = 'cancelled';
  }
}
