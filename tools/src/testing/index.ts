export { emptyDatabase, testDatabase, testPassword, type EmptyDatabase, type TestDatabase } from './test-database.ts';
