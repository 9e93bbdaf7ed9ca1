import { Injectable } from '@nestjs/common';
import { OrdersService } from './orders.service';

@Injectable()
export class RemindersService {
  constructor(private readonly orders: OrdersService) {}

  async remind(customerId: string): Promise<string[]> {
    const orders = await this.orders.list(customerId);
    return orders.map(({ number, total }) => `Order ${number}: ${(total / 100).toFixed(2)} to be paid`);
  }
}
