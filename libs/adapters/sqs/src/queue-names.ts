const FIFO = '.fifo';

/** The queue in which a module's calls and events come to it. */
export function callsQueue(prefix: string, module: string): string {
  return `${prefix}-${module}${FIFO}`;
}

/** The queue in which a module's calls to itself wait while its database is away. */
export function intakeQueue(prefix: string, module: string): string {
  return `${prefix}-${module}-intake${FIFO}`;
}

/** The queue by which consumers tell the outbox of a module what they have. It is a standard queue: what it carries needs no order. */
export function acknowledgementsQueue(prefix: string, module: string): string {
  return `${prefix}-${module}-acknowledgements`;
}

/** The queue in which lies what a queue's consumer could not read, and what SQS gave up. */
export function parkedQueue(queue: string): string {
  return isFifo(queue) ? `${queue.slice(0, -FIFO.length)}-parked${FIFO}` : `${queue}-parked`;
}

/** Whether a queue keeps the order of its groups. */
export function isFifo(queue: string): boolean {
  return queue.endsWith(FIFO);
}
