export type { MigrationClass } from '../migrations.ts';
export { inboxMigration } from './inbox-migration.ts';
export { inboxParkingMigration } from './inbox-parking-migration.ts';
export { inboxShareMigration } from './inbox-share-migration.ts';
export { outboxMigration } from './outbox-migration.ts';
