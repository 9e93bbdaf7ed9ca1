import type { DataSourceOptions, EntityTarget, ObjectLiteral } from 'typeorm';
import { valueTypes } from './value-types.ts';

/** How one module reaches its schema. */
export interface ConnectionSpec {
  readonly module: string;
  readonly url: string;
  /** Connections at most. */
  readonly poolSize: number;
  /** Milliseconds to wait for a connection before PostgreSQL counts as unreachable; 2,000 where left out. */
  readonly connectWithinMs?: number;
  /** How long to wait for the answer to a statement before PostgreSQL counts as unreachable; 10,000 where left out. */
  readonly answerWithinMs?: number;
  readonly entities?: readonly EntityTarget<ObjectLiteral>[];
  /** Told when the server closes an idle connection; the pool opens another when it needs one. */
  readonly onLostConnection?: (error: Error) => void;
}

/**
 * Statements are prepared and find few rows by key in data that is mostly in memory. So they are planned once, for
 * whatever values they get, instead of anew each time, which takes longer than running them; and by index, even
 * where a table is small.
 */
const planning = '-c plan_cache_mode=force_generic_plan -c random_page_cost=1.1';

/** TypeORM's options for one module's schema. */
export function dataSourceOptions(spec: ConnectionSpec): DataSourceOptions {
  return {
    type: 'postgres',
    url: spec.url,
    schema: spec.module,
    entities: [...(spec.entities ?? [])] as never[],
    poolSize: spec.poolSize,
    applicationName: `banyan ${spec.module}`,
    installExtensions: false,
    connectTimeoutMS: spec.connectWithinMs ?? 2_000,
    poolErrorHandler: spec.onLostConnection ?? (() => undefined),
    extra: {
      options: planning,
      types: valueTypes,
      keepAlive: true,
      query_timeout: spec.answerWithinMs ?? 10_000,
      idle_in_transaction_session_timeout: 10_000,
    },
  };
}
