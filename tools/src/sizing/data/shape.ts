/** What of the hosts' own settings the sizing needs; each is named where it is set. */
export const shape = {
  /** CPU units of a task that its collector takes; `infra/src/hosts/collector.ts`. */
  collectorUnits: 32,
  /** Lanes that a host executes at once, for each module; `libs/outbox/src/lanes.ts`. */
  lanesAtOnce: 64,
  /** Connections of a pool (`DATABASE_POOL`), and the pools of a task: one for each of its modules, and one for the routes; `infra/src/hosts/host-environment.ts`. */
  poolSize: 10,
  pools: { monolith: 6, orders: 2, catalog: 2 },
  /** Requests that wait at SQS for each queue of a task, and for how many seconds; `libs/adapters/sqs/src/sqs-server.ts`. */
  pollers: 4,
  longPoll: 5,
  /** Queues that a task of each host asks; `infra/src/shop/queue-names.ts`. FIFO, and standard for acknowledgements. */
  queues: { monolith: { fifo: 2, standard: 2 }, orders: { fifo: 1, standard: 1 }, catalog: { fifo: 0, standard: 0 } },
  /** Renewals of its lease that an instance sends to Redis in a second; `libs/adapters/redis/src/lane-leases.ts`. */
  renewals: 2,
} as const;
