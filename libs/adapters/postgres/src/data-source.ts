import type { DataSourceOptions, EntityTarget, ObjectLiteral } from 'typeorm';
import { valueTypes } from './value-types.ts';

/** How one module reaches its schema. */
export interface ConnectionSpec {
  readonly module: string;
  readonly url: string;
  /** Connections at most. */
  readonly poolSize: number;
  readonly entities?: readonly EntityTarget<ObjectLiteral>[];
  /** Told when the server closes an idle connection; the pool opens another when it needs one. */
  readonly onLostConnection?: (error: Error) => void;
}

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
    connectTimeoutMS: 5_000,
    poolErrorHandler: spec.onLostConnection ?? (() => undefined),
    extra: { types: valueTypes, keepAlive: true, idle_in_transaction_session_timeout: 10_000 },
  };
}
