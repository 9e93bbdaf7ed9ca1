import { Type, type Static, type TObject } from 'typebox';

/** The settings of a host's queues; without `QUEUES` it has none. */
export const QueueVariables = {
  QUEUES: Type.Optional(
    Type.Union([Type.Literal('create'), Type.Literal('check')], {
      description: 'create makes the SQS queues that are missing, check only looks whether they are as they must be; no queues if left out.',
    }),
  ),
  QUEUE_PREFIX: Type.Optional(Type.String({ pattern: '^[A-Za-z0-9_-]{1,20}$', description: 'what the names of the queues begin with; banyan if left out.' })),
  QUEUE_ENDPOINT: Type.Optional(Type.String({ pattern: '^https?://', description: 'where SQS is, if not at AWS: http://127.0.0.1:4566.' })),
  AWS_REGION: Type.Optional(Type.String({ pattern: '^[a-z0-9-]+$', description: 'the region of the queues: eu-west-1. Needed with QUEUES.' })),
  QUEUE_OVERDUE_MS: Type.Optional(
    Type.String({
      pattern: '^[1-9]\\d{2,7}$',
      description: 'milliseconds after which a message counts as lost that its consumer has not acknowledged, and is sent again; 60000 if left out.',
    }),
  ),
};

export interface QueueSettings {
  readonly mode: 'create' | 'check';
  readonly prefix: string;
  readonly region: string;
  readonly endpoint?: string;
  /** Milliseconds until a missing acknowledgement makes a message be sent again, the first time. */
  readonly overdueMs: number;
}

/** What the variables amount to. @param wrong is told what does not go together */
export function queueSettings(values: Static<TObject<typeof QueueVariables>>, wrong: (problem: string) => void): QueueSettings | undefined {
  const { QUEUES, QUEUE_PREFIX, QUEUE_ENDPOINT, AWS_REGION, QUEUE_OVERDUE_MS } = values;
  if (QUEUES === undefined) return undefined;
  if (AWS_REGION === undefined) wrong('AWS_REGION is missing: with QUEUES, the region of the queues, such as eu-west-1.');
  return {
    mode: QUEUES,
    prefix: QUEUE_PREFIX ?? 'banyan',
    region: AWS_REGION ?? '',
    ...(QUEUE_ENDPOINT === undefined ? {} : { endpoint: QUEUE_ENDPOINT }),
    overdueMs: Number(QUEUE_OVERDUE_MS ?? 60_000),
  };
}
