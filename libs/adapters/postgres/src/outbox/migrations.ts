export type { MigrationClass } from '../migrations.ts';
export { inboxMigration } from './inbox-migration.ts';
export { outboxMigration } from './outbox-migration.ts';
