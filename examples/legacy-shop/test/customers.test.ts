import type { INestApplication } from '@nestjs/common';
import { Test } from '@nestjs/testing';
import request from 'supertest';
import { AppModule } from '../src/app.module';

let app: INestApplication;

beforeAll(async () => {
  const testing = await Test.createTestingModule({ imports: [AppModule] }).compile();
  app = testing.createNestApplication();
  await app.init();
});

afterAll(() => app.close());

const shop = () => request(app.getHttpServer());
const place = (customerId: string) => shop().post('/orders').send({ customerId, lines: [{ sku: 'LAMP', quantity: 1 }] }).expect(201);

describe('a customer', () => {
  it('has a profile that counts the orders', async () => {
    await shop().get('/customers/grace').expect(200, { id: 'grace', name: 'Grace Hopper', orders: 0, spent: 0 });
    await place('grace');
    await place('grace');
    await shop().get('/customers/grace').expect(200, { id: 'grace', name: 'Grace Hopper', orders: 2, spent: 5990 });
  });

  it('is reminded of what is to be paid', async () => {
    const { body } = await place('mary');
    await shop().get('/customers/mary/reminders').expect(200, [`Order ${body.number}: 29.95 to be paid`]);
  });

  it('that is unknown is not found', async () => {
    await shop().get('/customers/nobody').expect(404);
  });

  it('sees the products', async () => {
    expect((await shop().get('/products')).body).toHaveLength(2);
  });
});
