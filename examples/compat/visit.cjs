// Uses the built shop without its web server, which not every version of Nest here has; prints what a caller gets.
const { NestFactory } = require('@nestjs/core');
const { AppModule } = require('./dist/app.module.js');
const { CustomersService } = require('./dist/customers/customers.service.js');
const { OrdersService } = require('./dist/orders/orders.service.js');
const { RemindersService } = require('./dist/orders/reminders.service.js');

async function main() {
  const app = await NestFactory.createApplicationContext(AppModule, { logger: ['error'] });
  const [orders, customers, reminders] = [OrdersService, CustomersService, RemindersService].map((token) => app.get(token, { strict: false }));
  const placed = { ...(await orders.place('ada', [{ sku: 'LAMP', quantity: 1 }])) };
  const failure = await orders.find('7').catch((error) => `${error.constructor.name}: ${error.message}`);
  console.log(
    JSON.stringify({
      placed,
      found: { ...(await orders.find(placed.number)) },
      profile: await customers.profile('ada'),
      reminders: await reminders.remind('ada'),
      cancelled: String(await orders.cancel(placed.number)),
      failure,
      instance: orders instanceof OrdersService,
    }),
  );
  await app.close();
}

main().catch((error) => {
  console.error(error.message);
  process.exit(1);
});
