import { type DynamicModule, Logger, Module } from '@nestjs/common';
import { getDataSourceToken, TypeOrmModule } from '@nestjs/typeorm';
import type { DataSource, EntityTarget, ObjectLiteral } from 'typeorm';
import { databaseOn } from './database.ts';
import { dataSourceOptions } from './data-source.ts';
import { type MigrationClass, pendingMigrations } from './migrations.ts';
import { isUnreachable } from './unreachable.ts';
import { databaseTokenOf, POSTGRES_SETTINGS, type PostgresSettings } from './tokens.ts';

/** A host that starts beside its database, or on a busy machine, asks again: so many times, so many milliseconds apart. */
const tries = 20;
const betweenTries = 1_000;

/** Gives a module its {@link Database}, under `databaseTokenOf(module)`, and closes it at shutdown. */
@Module({})
export class PostgresModule {
  /**
   * The application does not start while one of `migrations` has not run: hosts verify, they don't migrate. It waits some time for a
   * database that cannot be reached; any other failure ends it at once.
   */
  static forModule(spec: {
    readonly module: string;
    readonly entities?: readonly EntityTarget<ObjectLiteral>[];
    readonly migrations?: readonly MigrationClass[];
  }): DynamicModule {
    const { module, entities = [], migrations = [] } = spec;
    return {
      module: PostgresModule,
      imports: [
        TypeOrmModule.forRootAsync({
          name: module,
          inject: [POSTGRES_SETTINGS],
          useFactory: (settings: PostgresSettings) => ({
            ...dataSourceOptions({ module, entities, url: urlOf(module, settings), poolSize: settings.poolSize, onLostConnection: logLoss(module) }),
            retryAttempts: tries,
            retryDelay: betweenTries,
            toRetry: isUnreachable,
          }),
        }),
      ],
      providers: [
        {
          provide: databaseTokenOf(module),
          inject: [getDataSourceToken(module)],
          useFactory: async (dataSource: DataSource) => {
            const pending = await pendingMigrations(dataSource, module, migrations);
            if (pending.length > 0) {
              throw new Error(`The schema '${module}' lacks ${pending.join(', ')}. Run 'npm run migrate', then start again.`);
            }
            return databaseOn(dataSource);
          },
        },
      ],
      exports: [databaseTokenOf(module)],
    };
  }
}

function urlOf(module: string, { urls }: PostgresSettings): string {
  const url = urls[module];
  if (!url) throw new Error(`No database is set for '${module}'. Set ${module.toUpperCase()}_DATABASE_URL to its PostgreSQL URL.`);
  return url;
}

function logLoss(module: string): (error: Error) => void {
  const logger = new Logger(PostgresModule.name);
  return (error) => logger.warn(`PostgreSQL closed an idle connection of '${module}' (${error.message}); another is opened when needed.`);
}
