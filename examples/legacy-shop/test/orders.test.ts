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
const place = (body: object) => shop().post('/orders').send({ customerId: 'ada', lines: [{ sku: 'MUG', quantity: 2 }], ...body });

describe('orders', () => {
  it('are priced by the catalogue and numbered from 1001', async () => {
    const { status, body } = await place({});
    expect(status).toBe(201);
    expect(body).toEqual({ number: expect.stringMatching(/^1\d{3}$/), customerId: 'ada', lines: [{ sku: 'MUG', quantity: 2 }], total: 1700, note: null, status: 'placed' });
    expect((await place({ note: 'Ring twice' })).body).toMatchObject({ number: String(Number(body.number) + 1), note: 'Ring twice' });
  });

  it('can be read again', async () => {
    const { body: placed } = await place({});
    await shop().get(`/orders/${placed.number}`).expect(200, placed);
  });

  it('are refused for a customer or a product that is unknown', async () => {
    await place({ customerId: 'nobody' }).expect(404, { statusCode: 404, error: 'Not Found', message: 'There is no customer nobody' });
    await place({ lines: [{ sku: 'BOAT', quantity: 1 }] }).expect(404, { statusCode: 404, error: 'Not Found', message: 'There is no product BOAT' });
  });

  it('that are unknown are not found', async () => {
    await shop().get('/orders/7').expect(404, { statusCode: 404, error: 'Not Found', message: 'There is no order 7' });
  });

  it('can be cancelled once', async () => {
    const { body } = await place({});
    await shop().delete(`/orders/${body.number}`).expect(204, '');
    expect((await shop().get(`/orders/${body.number}`)).body).toMatchObject({ status: 'cancelled' });
    await shop().delete(`/orders/${body.number}`).expect(409, { statusCode: 409, error: 'Conflict', message: `Order ${body.number} is cancelled already` });
  });
});
