export { freePort } from '../postgres/free-port.ts';
export { startOtlpReceiver, type OtlpReceiver, type ReceivedSpan } from './otlp-receiver.ts';
export { startRedis, type TestRedis } from './redis.ts';
export { severableProxy, type SeverableProxy } from './severable-proxy.ts';
export { startSqsEmulator, type SqsEmulator } from './sqs-emulator.ts';
export { unprivilegedAccount, type Account } from '../postgres/account.ts';
export { emptyDatabase, testDatabase, testPassword, type EmptyDatabase, type TestDatabase } from './test-database.ts';
export { throwAwayPostgres, type ThrowAwayPostgres } from './throw-away-postgres.ts';
