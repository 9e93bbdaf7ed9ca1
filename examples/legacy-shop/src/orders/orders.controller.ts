import { Body, Controller, Delete, Get, HttpCode, Param, Post } from '@nestjs/common';
import type { OrderLine } from './order';
import { OrdersService } from './orders.service';
import { RemindersService } from './reminders.service';

@Controller()
export class OrdersController {
  constructor(
    private readonly orders: OrdersService,
    private readonly reminders: RemindersService,
  ) {}

  @Post('orders')
  place(@Body() body: { customerId: string; lines: OrderLine[]; note?: string }) {
    return this.orders.place(body.customerId, body.lines, body.note);
  }

  @Get('orders/:number')
  find(@Param('number') number: string) {
    return this.orders.find(number);
  }

  @Delete('orders/:number')
  @HttpCode(204)
  cancel(@Param('number') number: string) {
    return this.orders.cancel(number);
  }

  @Get('customers/:id/reminders')
  remind(@Param('id') id: string) {
    return this.reminders.remind(id);
  }
}
