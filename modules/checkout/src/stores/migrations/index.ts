import { inboxMigration, inboxParkingMigration, inboxShareMigration, outboxMigration, type MigrationClass } from '@banyan/adapter-postgres/migrations';
import { CreateCancellations1764000000400 } from './create-cancellations.ts';
import { CreateCarts1764000000100 } from './create-carts.ts';
import { CreateIntake1764000000200 } from './create-intake.ts';
import { CreateNotExecuted1764000000500 } from './create-not-executed.ts';
import { CreateOrderStates1764000000300 } from './create-order-states.ts';

/** The steps that build checkout's schema, oldest first. */
export const migrations: readonly MigrationClass[] = [
  outboxMigration('checkout'),
  inboxMigration('checkout'),
  CreateCarts1764000000100,
  CreateIntake1764000000200,
  CreateOrderStates1764000000300,
  CreateCancellations1764000000400,
  CreateNotExecuted1764000000500,
  inboxShareMigration('checkout'),
  inboxParkingMigration('checkout'),
];
