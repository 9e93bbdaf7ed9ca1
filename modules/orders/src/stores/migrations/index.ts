import { inboxMigration, inboxParkingMigration, inboxShareMigration, outboxMigration } from '@banyan/adapter-postgres/migrations';
import { CreateOrders1764000000000 } from './create-orders.ts';

/** The module's schema, oldest change first. */
export const migrations = [outboxMigration('orders'), inboxMigration('orders'), CreateOrders1764000000000, inboxShareMigration('orders'), inboxParkingMigration('orders')];
